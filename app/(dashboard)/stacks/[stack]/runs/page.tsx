import type { Metadata } from 'next';
import { StackChrome } from '@/app/(dashboard)/stacks/chrome';
import { openStack, type StackParams } from '@/app/(dashboard)/stacks/open';
import { List } from '@/components/lists/list';
import { runColumns } from '@/components/runs/run-columns';
import { StackGone } from '@/components/stacks/stack-gone';
import { url } from '@/lib/core/urls';
import { listStateOf } from '@/lib/next/lists/list-state';
import { loadPage, oneEach, type SearchParams } from '@/lib/next/load';
import { listStackRuns } from '@/lib/runs/list-stack-runs';

interface PageProps {
  readonly params: StackParams;
  readonly searchParams: SearchParams;
}

export async function generateMetadata({ params }: PageProps): Promise<Metadata> {
  return { title: `Runs · ${(await params).stack}` };
}

/** The runs that a stack was used for, in all projects that the reader sees. */
export default async function StackRunsPage({ params, searchParams }: PageProps) {
  const { ctx, at, found } = await openStack(params, 'runs');
  if (found.value === null) return <StackGone stack={at.stack} absence={found.absence} />;
  const stack = found.value;
  const list = listStateOf(url.part(url.stack(stack.name), 'runs'), await oneEach(searchParams), {
    sorts: ['started'],
  });
  const page = await loadPage(listStackRuns(ctx, { stack: stack.name, ...after(list.input) }), list.path);
  return (
    <StackChrome ctx={ctx} stack={stack} part="runs">
      <List
        list={list}
        page={page}
        label={`Runs on ${stack.name}`}
        noun={['run', 'runs']}
        keyOf={({ id }) => id}
        columns={runColumns({ now: ctx.now, without: ['stack'], withProject: true })}
        empty={
          <p className="max-w-[72ch] text-ink-2">
            No run that you may see has used this stack. A run keeps the stack as it was: changing this one
            changes no run.
          </p>
        }
      />
    </StackChrome>
  );
}

const after = ({ after: cursor }: { readonly after?: string }) =>
  cursor === undefined ? {} : { after: cursor };
