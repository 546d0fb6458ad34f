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
import { load, names } from '@/lib/next/load';
import { signedInCtx } from '@/lib/next/page-ctx';
import { previewGrant, readRequest } from '@/lib/requests/read-request';
import type { AccessRequest } from '@/lib/requests/request';
import { answerRequestAction } from '../actions';

export const metadata = { title: 'Request' };

export default async function RequestPage({ params }: { params: Promise<{ request: string }> }) {
  const ctx = await signedInCtx();
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
      <div className="grid gap-x-10 gap-y-8 lg:grid-cols-[minmax(0,560px)_220px]">
        <div className="flex min-w-0 flex-col gap-6">
          {note !== null && (
            <blockquote className="border-l-2 border-rule-2 py-1 pl-3 whitespace-pre-line [overflow-wrap:anywhere]">
              {note}
            </blockquote>
          )}
          {state === 'pending' && (isOwn ? <Own /> : <Answering ctx={ctx} request={request} />)}
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

/** What a grant would bring, and the form that grants or refuses. */
async function Answering({ ctx, request }: { readonly ctx: Ctx; readonly request: AccessRequest }) {
  const { id, user, duration } = request;
  return (
    <>
      <section aria-labelledby="effects">
        <h2 id="effects" className="mb-2">
          What it would change
        </h2>
        <Preview ctx={ctx} request={request} />
      </section>
      <Form action={answerRequestAction}>
        <input type="hidden" name="id" value={id} />
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

async function Preview({ ctx, request }: { readonly ctx: Ctx; readonly request: AccessRequest }) {
  const { id, resource, resourceName } = request;
  const names = resource === null || resourceName === null ? {} : { [resource]: resourceName };
  try {
    return <Effects simulation={await previewGrant(ctx, { id })} names={names} />;
  } catch (error) {
    if (!isDomainError(error)) throw error;
    return <Note tone="fail">{error.message}</Note>;
  }
}
