import type { Metadata } from 'next';
import { RunChrome } from '@/app/(dashboard)/projects/[project]/runs/[run]/chrome';
import { RunGone } from '@/app/(dashboard)/projects/[project]/runs/[run]/gone';
import { openRun, type RunParams, runMetadata } from '@/app/(dashboard)/projects/[project]/runs/[run]/open';
import { EmptyYet } from '@/components/lists/empty';
import { RunArtifactRows } from '@/components/runs/run-artifact-rows';
import { Snippet } from '@/components/ui/snippet';
import { linkArtifactLines } from '@/lib/next/paste';
import { listRunArtifacts } from '@/lib/runs/list-run-artifacts';

export function generateMetadata({ params }: { params: RunParams }): Promise<Metadata> {
  return runMetadata(params, 'Artifacts');
}

/** What a run produced, as far as anybody said. */
export default async function RunArtifactsPage({ params }: { params: RunParams }) {
  const { ctx, at, found } = await openRun(params, 'artifacts');
  if (found.value === null) return <RunGone at={at} absence={found.absence} />;
  const run = found.value;
  const { project, name } = run;
  const artifacts = run.artifacts === 0 ? [] : await listRunArtifacts(ctx, { project, run: name });
  return (
    <RunChrome ctx={ctx} run={run} part="artifacts">
      {artifacts.length > 0 && <RunArtifactRows artifacts={artifacts} now={ctx.now} />}
      {artifacts.length === 0 && (
        <EmptyYet title="No artifact says that it came from this run">
          <p className="max-w-[72ch] text-ink-2">
            Cards, evidence and results that this run produced stand here, and lead back to it. ZenML clients
            do not tell what a run writes: say it once for each artifact, with the revision and the step if
            they matter.
          </p>
          <Snippet title="Shell" code={linkArtifactLines(project, name, run.steps.at(-1)?.name)} />
        </EmptyYet>
      )}
    </RunChrome>
  );
}
