import type { ReactNode } from 'react';
import type { AuditRecord } from '@/lib/audit/list-audit-events';
import { url } from '@/lib/core/urls';
import type { Change } from '@/lib/writes/changes';
import { ServiceMark } from '../people/service-mark';
import { untilText } from '../ui/time-text';
import { refusedLink, refusedPower, refusedSignIn, text } from './refusals';
import { DEEDS, isTold, type ToldAction } from './words';

/** An event as one sentence: who did what to what. */
export function Sentence({ event }: { readonly event: AuditRecord }) {
  const own = isTold(event.action) ? OWN[event.action] : undefined;
  return (
    <>
      <Person event={event} /> {own === undefined ? plain(event) : own(event)}
    </>
  );
}

/** Who acted, with the way to all that they did. */
function Person({ event: { actor, actorId, isService } }: { readonly event: AuditRecord }) {
  if (actorId === null)
    return <strong className="font-medium">{actor === 'unknown' ? 'Somebody' : actor}</strong>;
  return (
    <>
      <a href={url.audit({ user: actor })} className="relative z-[1] font-medium">
        {actor}
      </a>
      {isService && <ServiceMark kind="service" />}
    </>
  );
}

const changed = ({ changes }: AuditRecord, field: string): Change | undefined =>
  changes.find((change) => change.field === field);

/** The thing that an event is about, as a link where it has a page and was not deleted. */
function Thing({ event }: { readonly event: AuditRecord }) {
  const { resourceName, action } = event;
  const href = /\.(delete|end|revoke)$/.test(action) ? null : pageOf(event);
  const isCode = /^(artifact|version|pipeline_run|token|model|stack_component)\./.test(action);
  const className = isCode ? 'font-mono text-xs/5' : 'font-medium';
  if (href === null) return <span className={className}>{resourceName}</span>;
  return (
    <a href={href} className={`${className} relative z-[1]`}>
      {resourceName}
    </a>
  );
}

/** Address of the page of what an event is about, by the name it had then; null for what has none. */
function pageOf({ action, resourceName, project, resourceType }: AuditRecord): string | null {
  const [kind] = action.split('.');
  if (kind === 'project') return url.project(resourceName);
  if (kind === 'stack') return url.stack(resourceName);
  if (action === 'invitation.accept') return url.person(resourceName);
  if (project === null) return null;
  if (kind === 'pipeline_run') return url.run(project, resourceName);
  return kind === 'model' && resourceType === 'model' ? url.model(project, resourceName) : null;
}

function plain(event: AuditRecord): ReactNode {
  const { action, resourceName, details } = event;
  const deed = isTold(action) ? DEEDS[action] : action.replaceAll(/[._]/g, ' ');
  const says = details['imported'] === true ? ', by an import' : '';
  return (
    <>
      {deed} {resourceName !== '' && <Thing event={event} />}
      {action.startsWith('stack_component.') && <Type event={event} />}
      {action.endsWith('.update') && <Fields event={event} />}
      {says}.
    </>
  );
}

/** Components of several types bear one name. */
function Type({ event }: { readonly event: AuditRecord }) {
  const type = changed(event, 'type');
  const word = text(event.details['type']) ?? text(type?.after) ?? text(type?.before);
  return word === null ? null : <span className="text-ink-2">, {fieldWords(word)}</span>;
}

/** Which fields a change was of, three at most. */
function Fields({ event: { changes } }: { readonly event: AuditRecord }) {
  if (changes.length === 0) return null;
  const fields = changes.map(({ field }) => fieldWords(field));
  const more = fields.length > 3 ? ` and ${fields.length - 3} more` : '';
  return (
    <span className="text-ink-2">
      : {fields.slice(0, 3).join(', ')}
      {more}
    </span>
  );
}

/** `fullName` as people say it. */
export const fieldWords = (field: string): string =>
  field.replace(/[A-Z]/g, (letter) => ` ${letter.toLowerCase()}`).replaceAll('_', ' ');

/** From one name to another. */
function renamed(event: AuditRecord): ReactNode {
  const name = changed(event, 'name');
  if (name === undefined || name.before === null || name.after === null) return plain(event);
  const kind = DEEDS[event.action as ToldAction].replace(/^(changed|renamed) /, '');
  const others = event.changes.filter(({ field }) => field !== 'name');
  return (
    <>
      renamed {kind} <span className="font-medium">{String(name.before)}</span> to{' '}
      <span className="font-medium">{String(name.after)}</span>
      {others.length > 0 && (
        <>
          {' '}
          and changed it
          <Fields event={{ ...event, changes: others }} />
        </>
      )}
      .
    </>
  );
}

/** A role assigned to somebody somewhere, or removed. */
function assignment(event: AuditRecord): ReactNode {
  const field = (name: string): string | null => {
    const change = changed(event, name);
    return text(change?.after) ?? text(change?.before) ?? text(event.details[name]);
  };
  const [user, team, where] = [field('user'), field('team'), field('project')];
  const holder = user ?? (team === null ? 'somebody' : `the team ${team}`);
  const ends = text(changed(event, 'expiresAt')?.after);
  const [deed, way] = DEEDS_OF_ROLES[event.action] ?? ['assigned the role', 'to'];
  return (
    <>
      {deed} <Thing event={event} /> {way} <span className="font-medium">{holder}</span>{' '}
      {where === null ? 'everywhere' : `on ${where}`}
      {event.action === 'role_assignment.delete'
        ? ''
        : ends === null
          ? event.action === 'role_assignment.update'
            ? ': it ends no more'
            : ''
          : `, until ${untilText(new Date(ends))}`}
      .
    </>
  );
}
const DEEDS_OF_ROLES: Readonly<Record<string, readonly [string, string]>> = {
  'access_review.end': ['ended, in a review, the role', 'of'],
  'access_review.keep': ['kept, in a review, the role', 'of'],
  'role_assignment.delete': ['removed the role', 'from'],
  'role_assignment.update': ['changed when the role', 'ends for'],
};

/** Somebody into a team, or out of it. */
const member =
  (deed: string, way: string) =>
  (event: AuditRecord): ReactNode => (
    <>
      {deed}{' '}
      <span className="font-medium">
        {text(event.details['user']) ?? text(changed(event, 'user')?.after) ?? 'a member'}
      </span>{' '}
      {way} the team <Thing event={event} />.
    </>
  );

/** What a role gained and lost, and whatever else changed of it. */
function role(event: AuditRecord): ReactNode {
  const permissions = changed(event, 'permissions');
  if (permissions === undefined) return renamed(event);
  const list = (value: unknown): readonly string[] => (Array.isArray(value) ? (value as string[]) : []);
  const [before, after] = [list(permissions.before), list(permissions.after)];
  const gained = after.filter((permission) => !before.includes(permission));
  const lost = before.filter((permission) => !after.includes(permission));
  const others = event.changes.filter(({ field }) => field !== 'permissions').map(({ field }) => field);
  const parts = [
    gained.length > 0 && { deed: 'added', permissions: gained },
    lost.length > 0 && { deed: 'removed', permissions: lost },
  ].filter((part) => part !== false);
  return (
    <>
      changed the role <Thing event={event} />:{' '}
      {parts.map((part, n) => (
        <span key={part.deed}>
          {n > 0 && ', '}
          {part.deed} <code>{part.permissions.slice(0, 3).join(', ')}</code>
          {part.permissions.length > 3 && ` and ${part.permissions.length - 3} more`}
        </span>
      ))}
      {others.length > 0 && `, and changed ${others.map(fieldWords).join(', ')}`}.
    </>
  );
}

function account(event: AuditRecord): ReactNode {
  const active = changed(event, 'isActive');
  if (event.changes.length !== 1 || active === undefined) return renamed(event);
  return (
    <>
      {active.after === true ? 'reactivated' : 'deactivated'} the account <Thing event={event} />.
    </>
  );
}

/** An account that was made or deleted, of whichever kind. */
function accountItself(event: AuditRecord): ReactNode {
  const kind = changed(event, 'kind');
  if ((kind?.after ?? kind?.before) !== 'service') return plain(event);
  return (
    <>
      {event.action === 'user.create' ? 'created' : 'deleted'} the service account <Thing event={event} />.
    </>
  );
}

/** A token of a service account, whose name stands with it; one's own is told plainly. */
function token(event: AuditRecord): ReactNode {
  const owner = text(event.details['account']);
  if (owner === null) return plain(event);
  const overlap = text(event.details['overlap']);
  return (
    <>
      {DEEDS[event.action as ToldAction]} <Thing event={event} /> of{' '}
      <span className="font-medium">{owner}</span>
      {overlap !== null && (
        <span className="text-ink-2">
          {overlap === 'none'
            ? ', which ended at once'
            : `, which goes on for ${overlap === 'hour' ? 'an' : 'a'} ${overlap}`}
        </span>
      )}
      .
    </>
  );
}

/** Who took up an invitation, and what of it was not given any more. */
function accepted(event: AuditRecord): ReactNode {
  const leftOut = event.details['leftOut'];
  return (
    <>
      was accepted by <Thing event={event} />
      {Array.isArray(leftOut) && leftOut.length > 0 && (
        <span className="text-ink-2">, without {leftOut.slice(0, 3).join('; ')}</span>
      )}
      .
    </>
  );
}

/** Sessions bear the name of the person, or a row id: neither says more than who acted. */
const nameless = ({ action }: AuditRecord): ReactNode => `${DEEDS[action as ToldAction]}.`;

/** Actions with a sentence of their own. */
const OWN: Readonly<Partial<Record<ToldAction, (event: AuditRecord) => ReactNode>>> = {
  'access_review.end': assignment,
  'access_review.keep': assignment,
  'audit.export': nameless,
  'invitation.accept': accepted,
  'link.refuse': refusedLink,
  'model.rename': renamed,
  'power.refuse': refusedPower,
  'project.update': renamed,
  'role.update': role,
  'role_assignment.create': assignment,
  'role_assignment.delete': assignment,
  'role_assignment.update': assignment,
  'session.end': nameless,
  'session.legacy_basic': nameless,
  'session.start': nameless,
  'sign_in.refuse': refusedSignIn,
  'stack.update': renamed,
  'stack_component.update': renamed,
  'store.export': nameless,
  'team.add_member': member('added', 'to'),
  'team.add_lead': member('made', 'a lead of'),
  'team.remove_lead': member('ended', 'as a lead of'),
  'team.remove_member': member('removed', 'from'),
  'team.update': renamed,
  'token.create': token,
  'token.revoke': token,
  'token.rotate': token,
  'user.create': accountItself,
  'user.delete': accountItself,
  'user.export': nameless,
  'user.update': account,
  'version.rename': renamed,
};
