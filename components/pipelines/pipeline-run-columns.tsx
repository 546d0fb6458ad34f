import type { ListColumn } from '@/components/lists/list';
import { runColumns, type ShownRun } from '@/components/runs/run-columns';
import { url } from '@/lib/core/urls';
import type { RunChange } from '@/lib/runs/comparison/difference';
import { ChangeLines } from './change-lines';

interface ChangedRun extends ShownRun {
  readonly changes: readonly RunChange[];
  readonly isFirst: boolean;
}

interface PipelineRunColumns {
  readonly now: Date;
  readonly pickFor: string;
  /** The list's rows: the one before a run stands below it. */
  readonly runs: readonly ChangedRun[];
}

const KEPT = ['Status', 'By', 'When'];

/** Runs of one pipeline, each with what is not as in the run before it. */
export function pipelineRunColumns({ now, pickFor, runs }: PipelineRunColumns): ListColumn<ChangedRun>[] {
  const [run, ...rest] = runColumns({ now, pickFor, without: ['pipeline', 'stack'] });
  const changes = (shown: ChangedRun) => (
    <ChangeLines changes={shown.changes} isFirst={shown.isFirst} moreHref={moreHref(shown, runs)} />
  );
  return [
    ...(run === undefined
      ? []
      : [
          {
            ...run,
            cell: (shown: ChangedRun) => (
              <>
                {run.cell(shown)}
                <div className="pl-6 sm:hidden">{changes(shown)}</div>
              </>
            ),
          },
        ]),
    { label: 'Changed since the run before', hide: 'narrow', cell: changes },
    ...rest.filter(({ label }) => KEPT.includes(label)),
  ];
}

/** Both runs side by side, or the run's own page where the one before is on the list's next page. */
function moreHref(run: ChangedRun, runs: readonly ChangedRun[]): string {
  const before = runs[runs.indexOf(run) + 1];
  return before === undefined
    ? url.run(run.project, run.name)
    : url.compareRuns(run.project, [before.id, run.id]);
}
