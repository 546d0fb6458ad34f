import type { ReactNode } from 'react';
import { Durations } from '@/components/access/ask-fields';
import { DURATION_OPTIONS, DURATION_WORDS } from '@/components/access/request-words';
import { TextField } from '@/components/forms/fields';
import { Form } from '@/components/forms/form';
import { Effects } from '@/components/requests/effects';
import { askedWords } from '@/components/requests/request-columns';
import { RequestState } from '@/components/requests/request-state';
import { buttonClass } from '@/components/ui/button';
import { Facts } from '@/components/ui/facts';
import { Note } from '@/components/ui/note';
import { PageHead } from '@/components/ui/page-head';
import { RelativeTime } from '@/components/ui/relative-time';
import { actorName } from '@/lib/core/actor';
import type { Ctx } from '@/lib/core/ctx';
import { isDomainError } from '@/lib/core/domain-error';
import { url } from '@/lib/core/urls';
import { load, names, oneEach, type SearchParams } from '@/lib/next/load';
import { signedInCtx } from '@/lib/next/page-ctx';
import { previewGrant, readRequest } from '@/lib/requests/read-request';
import type { AccessRequest } from '@/lib/requests/request';
import { listTeams } from '@/lib/teams/list-teams';
import { answerRequestAction } from '../actions';

export const metadata = { title: 'Request' };

interface RequestPageProps {
  readonly params: Promise<{ request: string }>;
  readonly searchParams: SearchParams;
}

export default async function RequestPage({ params, searchParams }: RequestPageProps) {
  const ctx = await signedInCtx();
  const { team } = await oneEach(searchParams);
  const request = await load(readRequest(ctx, { id: (await names(params)).request }));
  const { user, project, role, duration, note, createdAt, waitsUntil, answerNote, state } = request;
  const isOwn = user === actorName(ctx.actor);
  return (
    <>
      <PageHead
        title={`${user} asks to ${askedWords(request)}`}
        under={
          <span>
            for {DURATION_WORDS[duration]}, asked <RelativeTime at={createdAt} now={ctx.now} ago />
          </span>
        }
      />
      <div className="with-aside [--aside:220px] [--main:560px]">
        <div className="flex min-w-0 flex-col gap-6">
          {note !== null && (
            <blockquote className="border-l-2 border-rule-2 py-1 pl-3 whitespace-pre-line [overflow-wrap:anywhere]">
              {note}
            </blockquote>
          )}
          {state === 'pending' && (isOwn ? <Own /> : <Answering ctx={ctx} request={request} team={team} />)}
          {state !== 'pending' && (
            <div>
              <RequestState request={request} now={ctx.now} />
              {answerNote !== null && <p className="mt-2 [overflow-wrap:anywhere]">{answerNote}</p>}
            </div>
          )}
        </div>
        <Facts
          facts={[
            { term: 'Permission', value: <code>{`${request.operation}:${request.type}`}</code> },
            {
              term: 'Where',
              value: project === null ? 'in the store' : <a href={url.project(project)}>{project}</a>,
            },
            { term: 'One thing', value: request.resourceName },
            { term: 'Given as', value: role === null ? 'that permission alone' : `the role ${role}` },
            {
              term: 'Lapses',
              value: state === 'pending' && <RelativeTime at={waitsUntil} now={ctx.now} />,
            },
          ]}
        />
      </div>
    </>
  );
}

const Own = () => <Note>Nobody answers their own request.</Note>;

interface AnsweringProps {
  readonly ctx: Ctx;
  readonly request: AccessRequest;
  /** The team that it would be given to; absent: who asked alone. */
  readonly team: string | undefined;
}

/** What a grant would bring, and the form that grants or refuses. */
async function Answering({ ctx, request, team }: AnsweringProps) {
  const { id, user, duration } = request;
  const teams = (await listTeams(ctx, { member: user })).items;
  return (
    <>
      {(teams.length > 0 || team !== undefined) && (
        <nav aria-labelledby="to">
          <h2 id="to" className="mb-2">
            Give it to
          </h2>
          <ul className="flex flex-wrap gap-1">
            <To href={url.request(id)} isChosen={team === undefined}>
              {user} alone
            </To>
            {teams.map(({ name, members }) => (
              <To key={name} href={url.request(id, { team: name })} isChosen={team === name}>
                the team {name}{' '}
                <span className="text-ink-3">{members === 1 ? '1 person' : `${members} people`}</span>
              </To>
            ))}
          </ul>
        </nav>
      )}
      <section aria-labelledby="effects">
        <h2 id="effects" className="mb-2">
          What it would change
        </h2>
        <Preview ctx={ctx} request={request} team={team} />
      </section>
      <Form action={answerRequestAction}>
        <input type="hidden" name="id" value={id} />
        {team !== undefined && <input type="hidden" name="team" value={team} />}
        <Durations durations={DURATION_OPTIONS} chosen={duration} />
        <TextField name="note" label={`A word to ${user}`} hint="With a refusal it helps to say why." />
        <div className="flex flex-wrap gap-2">
          <button type="submit" name="act" value="grant" className={buttonClass('primary')}>
            Grant
          </button>
          <button type="submit" name="act" value="refuse" className={buttonClass()}>
            Refuse
          </button>
        </div>
      </Form>
    </>
  );
}

interface ToProps {
  readonly href: string;
  readonly isChosen: boolean;
  readonly children: ReactNode;
}

const To = ({ href, isChosen, children }: ToProps) => (
  <li className="min-w-0">
    <a
      href={href}
      aria-current={isChosen || undefined}
      className={`block rounded-md px-2.5 py-[5px] [overflow-wrap:anywhere] ${isChosen ? 'bg-panel' : 'text-ink-2 hover:text-ink'}`}
    >
      {children}
    </a>
  </li>
);

async function Preview({ ctx, request, team }: AnsweringProps) {
  const { id, resource, resourceName } = request;
  const names = resource === null || resourceName === null ? {} : { [resource]: resourceName };
  try {
    const simulation = await previewGrant(ctx, { id, ...(team !== undefined && { team }) });
    return <Effects simulation={simulation} names={names} />;
  } catch (error) {
    if (!isDomainError(error)) throw error;
    return <Note tone="fail">{error.message}</Note>;
  }
}
