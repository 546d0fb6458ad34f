import type { Metadata } from 'next';
import { RunChrome } from '@/app/(dashboard)/projects/[project]/runs/[run]/chrome';
import { RunGone } from '@/app/(dashboard)/projects/[project]/runs/[run]/gone';
import { openRun, type RunParams, runMetadata } from '@/app/(dashboard)/projects/[project]/runs/[run]/open';
import { StackThenNow } from '@/components/runs/stack-then-now';
import { Note } from '@/components/ui/note';
import { url } from '@/lib/core/urls';
import { readStackSince, type StackSince } from '@/lib/runs/comparison/read-stack-since';

export function generateMetadata({ params }: { params: RunParams }): Promise<Metadata> {
  return runMetadata(params, 'Stack');
}

/** The stack of a run as it was, beside the stack as it is now. */
export default async function RunStackPage({ params }: { params: RunParams }) {
  const { ctx, at, found } = await openRun(params, 'stack');
  if (found.value === null) return <RunGone at={at} absence={found.absence} />;
  const run = found.value;
  const since = await readStackSince(ctx, { stackId: run.stackId, snapshot: run.stack });
  return (
    <RunChrome ctx={ctx} run={run} part="stack">
      <div className="flex flex-col gap-4">
        <Since name={run.stack.name} since={since} wasRegistered={run.stackId !== null} />
        <StackThenNow
          was={run.stack.components}
          is={since.state === 'gone' ? null : since.components}
          hrefOf={({ type, name }) => url.component(type, name)}
        />
      </div>
    </RunChrome>
  );
}

interface SinceProps {
  readonly name: string;
  readonly since: StackSince;
  readonly wasRegistered: boolean;
}

/** In a sentence what became of the stack. */
function Since({ name, since: { state, name: today }, wasRegistered }: SinceProps) {
  if (state === 'gone')
    return (
      <Note tone="stale">
        {wasRegistered ? (
          <>
            <b className="font-medium text-stale">Gone.</b> Stack {name} is not here any more, or you may not
            see it. The run keeps it as it was.
          </>
        ) : (
          <>
            <b className="font-medium text-stale">Never registered here.</b> The run brought stack {name} with
            it; this is how it was.
          </>
        )}
      </Note>
    );
  const link = (
    <a href={url.stack(today ?? name)} className="link">
      {today ?? name}
    </a>
  );
  const isRenamed = today !== null && today !== name;
  if (state === 'same' && !isRenamed) return <p className="text-ink-2">Stack {link} is as it was.</p>;
  return (
    <Note tone="stale">
      <b className="font-medium text-stale">{isRenamed ? 'Renamed.' : 'Changed since.'}</b> Stack{' '}
      {isRenamed ? (
        <>
          {name} is called {link} now{state === 'differs' && ', and differs from what the run had'}.
        </>
      ) : (
        <>{link} differs from what the run had.</>
      )}
    </Note>
  );
}
