import type { Run } from '@/lib/runs/run';

/** How a run or a step went, as far as anybody said. */
export type RunStatusWord = Run['status'];

/** Words of each; ZenML clients report nothing after they registered a run, which is no fault of the run. */
export const RUN_STATUS_WORD: Readonly<Record<RunStatusWord, string>> = {
  running: 'Running',
  completed: 'Completed',
  failed: 'Failed',
  cached: 'Cached',
  unknown: 'Not reported',
};

/** Square, diamond, disc, bar and ring of the judgements, in the colour that goes with the word. */
const LOOK: Readonly<Record<RunStatusWord, string>> = {
  completed: 'shape-passed text-pass',
  failed: 'shape-failed text-fail',
  running: 'shape-judge text-info',
  cached: 'shape-stale text-ink-2',
  unknown: 'shape-none font-normal! text-ink-3',
};

/** A run's or a step's status as shape, word and colour. */
export function RunStatus({ status }: { readonly status: RunStatusWord }) {
  return <span className={`status whitespace-nowrap ${LOOK[status]}`}>{RUN_STATUS_WORD[status]}</span>;
}
