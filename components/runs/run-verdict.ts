import type { Verdict } from '@/components/hallmark/hallmark';
import { RUN_STATUS_WORD, type RunStatusWord } from './run-status';

const KIND = {
  completed: 'passed',
  failed: 'failed',
  running: 'judge',
  cached: 'none',
  unknown: 'none',
} as const satisfies Record<RunStatusWord, Verdict['kind']>;

/** The hallmark's third cell: how the run went or, where nobody reported that, how many steps it has. */
export function runVerdict(status: RunStatusWord, steps: number): Verdict {
  if (status === 'unknown')
    return { kind: 'none', text: `${steps.toLocaleString('en')} ${steps === 1 ? 'step' : 'steps'}` };
  const word = RUN_STATUS_WORD[status];
  return { kind: KIND[status], text: word, word };
}
