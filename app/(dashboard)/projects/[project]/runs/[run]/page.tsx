import type { Metadata } from 'next';
import { Changes } from '@/components/runs/changes';
import { StepGraph } from '@/components/runs/step-graph';
import { StepList } from '@/components/runs/step-list';
import type { Ctx } from '@/lib/core/ctx';
import { url } from '@/lib/core/urls';
import { readChanges } from '@/lib/runs/comparison/read-changes';
import type { FullRun, RunNeighbour } from '@/lib/runs/full-run';
import { RunChrome } from './chrome';
import { RunGone } from './gone';
import { openRun, type RunParams, runMetadata } from './open';

export function generateMetadata({ params }: { params: RunParams }): Promise<Metadata> {
  return runMetadata(params, '');
}

/** A run: its steps, and what is not as in the run before it. */
export default async function RunPage({ params }: { params: RunParams }) {
  const { ctx, at, found } = await openRun(params, null);
  if (found.value === null) return <RunGone at={at} absence={found.absence} />;
  const run = found.value;
  return (
    <RunChrome ctx={ctx} run={run} part={null}>
      <div className="flex flex-col gap-7">
        <section aria-label="Steps" className="flex flex-col gap-5">
          <StepGraph steps={run.steps} />
          {run.steps.length === 0 ? (
            <p className="text-ink-2">The client sent no steps.</p>
          ) : (
            <div>
              <StepList steps={run.steps} now={ctx.now} />
            </div>
          )}
        </section>
        <SinceTheLast ctx={ctx} run={run} />
      </div>
    </RunChrome>
  );
}

/** More than these are read side by side. */
const CHANGES_SHOWN = 40;

/** What changed since the run before. */
async function SinceTheLast({ ctx, run }: { ctx: Ctx; run: FullRun }) {
  const { previous, project } = run;
  if (previous === null)
    return (
      <section>
        <h2 className="mb-1">What changed</h2>
        <p className="text-ink-2">This is the first run of {run.pipeline}: there is nothing before it.</p>
      </section>
    );
  const changes = await readChanges(ctx, { project, before: previous.id, after: run.id });
  return (
    <section>
      <div className="mb-2 flex flex-wrap items-baseline justify-between gap-x-4">
        <h2 className="[overflow-wrap:anywhere]">
          What changed since <Before project={project} run={previous} />
        </h2>
        <a href={url.compareRuns(project, [previous.id, run.id], 'all')} className="link text-ink-2">
          All of both, side by side
        </a>
      </div>
      {changes.length === 0 ? (
        <p className="border-t border-rule py-[7px] text-ink-2">
          Nothing changed: commit, stack, configuration, steps and client are the same.
        </p>
      ) : (
        <Changes label={`Changes since ${previous.name}`} changes={changes.slice(0, CHANGES_SHOWN)} />
      )}
      {changes.length > CHANGES_SHOWN && (
        <p className="py-2 text-ink-3">
          {(changes.length - CHANGES_SHOWN).toLocaleString('en')} more, side by side.
        </p>
      )}
    </section>
  );
}

const Before = ({ project, run }: { project: string; run: RunNeighbour }) => (
  <a href={url.run(project, run.name)} className="link">
    {run.name}
  </a>
);
