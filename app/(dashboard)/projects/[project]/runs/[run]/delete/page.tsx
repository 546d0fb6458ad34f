import type { Metadata } from 'next';
import { deleteRunAction } from '@/app/(dashboard)/projects/[project]/runs/[run]/actions';
import { RunGone } from '@/app/(dashboard)/projects/[project]/runs/[run]/gone';
import {
  openRun,
  type RunParams,
  runMetadata,
  runPage,
} from '@/app/(dashboard)/projects/[project]/runs/[run]/open';
import { DeletionPage } from '@/components/forms/deletion-page';
import { whyNot } from '@/lib/next/why-not';

export function generateMetadata({ params }: { params: RunParams }): Promise<Metadata> {
  return runMetadata(params, 'Delete');
}

/** What deleting this run would do, and the button that does it. */
export default async function DeleteRunPage({ params }: { params: RunParams }) {
  const { ctx, at, found } = await openRun(params, 'delete');
  if (found.value === null) return <RunGone at={at} absence={found.absence} />;
  const { project, projectId, name, steps, artifacts } = found.value;
  const why = await whyNot(ctx, { operation: 'pipeline_run', type: 'delete', projectId });
  return (
    <DeletionPage
      title="Delete this run?"
      about={
        <>
          <code className="mb-2 block font-medium text-ink [overflow-wrap:anywhere]">{name}</code>
          It is removed from every list and from the Python clients, with its{' '}
          <b className="font-medium text-ink">
            {counted(steps.length, 'step')} and {counted(artifacts, 'link')} to artifacts
          </b>
          . The artifacts stay. Its permalink says that you deleted it, and when. The name is free again.
        </>
      }
      why={why}
      action={deleteRunAction}
      at={{ project, run: name }}
      name="run"
      back={runPage({ project, run: name }, null)}
    />
  );
}

const counted = (n: number, noun: string): string =>
  `${n.toLocaleString('en')} ${n === 1 ? noun : `${noun}s`}`;
