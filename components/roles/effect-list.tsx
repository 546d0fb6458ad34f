import type { ReactNode } from 'react';
import { url } from '@/lib/core/urls';
import type { NamedEffect, RoleEffects } from '@/lib/roles/console/role-effects';
import { SINGLE_WORDS, TYPE_OPTIONS, together } from '../access/access-words';
import { GrantPath } from '../access/grant-path';
import { untilText } from '../ui/time-text';

interface EffectListProps {
  /** Null for a reader who may not know who holds the role. */
  readonly effects: RoleEffects | null;
  readonly role: string;
}

/** Who would gain and who would lose: losses before gains, people with the same path together, the worst first. */
export function EffectList({ effects, role }: EffectListProps) {
  if (effects === null)
    return (
      <p className="text-ink-2">
        You may not see who holds the role: that takes reading assignments, people and teams everywhere.
      </p>
    );
  const { entries, same, more, unread } = effects;
  return (
    <div>
      <p className="text-ink-2">{summary(effects)}</p>
      {entries.map((entry) => (
        <div key={entry.people.join(' ')} className="border-b border-rule py-2.5 [overflow-wrap:anywhere]">
          <People names={entry.people} more={entry.more} />
          {entry.paths.map(({ team, project, expiresAt }) => (
            <span key={`${team} ${project}`} className="block text-ink-3">
              <GrantPath role={role} team={team} project={project} />
              {expiresAt !== null && `, until ${untilText(expiresAt)}`}
            </span>
          ))}
          <Lines effects={entry.lost} sign="−" words="may no longer" look="text-fail" />
          <Lines effects={entry.gained} sign="+" words="may" look="text-pass" />
          {entry.tokens !== null && entry.tokens.length > 0 && <Tokens tokens={entry.tokens} />}
        </div>
      ))}
      {more > 0 && <p className="border-b border-rule py-2.5 text-ink-2">and {counted(more)} more</p>}
      {same.people.length > 0 && (
        <p className="border-b border-rule py-2.5 [overflow-wrap:anywhere]">
          <People names={same.people} more={same.more} />
          <span className="block text-ink-2">
            {same.people.length + same.more === 1 ? 'Stays' : 'Stay'} the same: other roles give it as well,
            or the account is deactivated.
          </span>
        </p>
      )}
      {unread > 0 && (
        <p className="py-2.5 text-ink-3">{counted(unread)} more hold the role and were not looked at.</p>
      )}
    </div>
  );
}

const counted = (n: number): string => n.toLocaleString('en');

function summary({ losing, gaining, same }: RoleEffects): string {
  const rest = same.people.length + same.more;
  if (losing + gaining + rest === 0) return 'Nobody holds the role: it changes nothing for anybody.';
  const parts = [
    losing > 0 && `${counted(losing)} ${losing === 1 ? 'loses' : 'lose'}`,
    gaining > 0 && `${counted(gaining)} ${gaining === 1 ? 'gains' : 'gain'}`,
    rest > 0 && `${counted(rest)} ${rest === 1 ? 'stays' : 'stay'} the same`,
  ].filter((part) => part !== false);
  return `${parts.join(', ')}.`;
}

function People({ names, more }: { readonly names: readonly string[]; readonly more: number }) {
  return (
    <span className="block">
      {names.map((name, n) => (
        <span key={name}>
          {n > 0 && ', '}
          <a href={url.person(name)} className="font-medium">
            {name}
          </a>
        </span>
      ))}
      {more > 0 && <span className="text-ink-3"> and {counted(more)} more</span>}
    </span>
  );
}

interface LinesProps {
  readonly effects: readonly NamedEffect[];
  readonly sign: string;
  readonly words: string;
  readonly look: string;
}

function Lines({ effects, sign, words, look }: LinesProps) {
  return alike(effects).map(({ key, what, where }) => (
    <span key={key} className="mt-0.5 flex gap-2">
      <span aria-hidden="true" className={`w-3 shrink-0 font-medium ${look}`}>
        {sign}
      </span>
      <span>
        {words} {what}
        {where}
      </span>
    </span>
  ));
}

interface Line {
  readonly key: string;
  readonly what: string;
  readonly where: ReactNode;
}

/** Whether it is about seeing one project at all. */
const seesProject = ({ operation, type, project }: NamedEffect): boolean =>
  operation === 'project' && type === 'read' && project !== null;

/** Effects in the same place and with the same exceptions as one sentence each. */
function alike(effects: readonly NamedEffect[]): Line[] {
  const places = new Map<string, NamedEffect[]>();
  for (const effect of effects) {
    const { project, resource, exceptIn, exceptOn } = effect;
    const key = JSON.stringify([project, resource, exceptIn, exceptOn, whereOf(effect), seesProject(effect)]);
    places.set(key, [...(places.get(key) ?? []), effect]);
  }
  return [...places].flatMap(([key, [first, ...rest]]) => {
    if (first === undefined) return [];
    if (seesProject(first))
      return { key: `${key} project`, what: `see the project ${first.project}`, where: '' };
    const operations = [...new Set([first, ...rest].map(({ operation }) => operation))];
    const permits = operations.map((operation) => ({
      operation,
      types: TYPE_OPTIONS.map(({ value }) => value).filter((type) =>
        [first, ...rest].some((effect) => effect.operation === operation && effect.type === type),
      ),
    }));
    return together(permits).map(
      ({ types, of }): Line => ({
        key: `${key} ${types}`,
        what: `${types} ${first.resource === null ? of : single(first)}`,
        where: whereOf(first),
      }),
    );
  });
}

const single = ({ operation, resource }: NamedEffect): string =>
  `${SINGLE_WORDS[operation] ?? operation} ${resource?.name ?? resource?.resourceId ?? ''}`;

function whereOf({ project, isEverywhere, exceptIn, exceptOn }: NamedEffect): string {
  const where = project !== null ? ` in ${project}` : isEverywhere ? ' everywhere' : '';
  const but = [
    ...exceptIn.map((name) => `in ${name}`),
    ...(exceptOn > 0
      ? [exceptOn === 1 ? 'on one thing held by itself' : `on ${counted(exceptOn)} things held one by one`]
      : []),
  ];
  return but.length === 0 ? where : `${where}, but for what is ${but.join(' and ')}`;
}

function Tokens({ tokens }: { readonly tokens: NonNullable<RoleEffects['entries'][number]['tokens']> }) {
  const shown = tokens.slice(0, 5);
  return (
    <span className="mt-0.5 block pl-5 text-ink-3">
      {shown.map(({ name, owner, does }) => (
        <span key={`${owner} ${name}`} className="block">
          the token <code>{name}</code> of {owner} {does}
        </span>
      ))}
      {tokens.length > shown.length && `and ${counted(tokens.length - shown.length)} tokens more`}
    </span>
  );
}
