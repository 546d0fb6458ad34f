import type { Verdict } from './hallmark';

/** Test cases by outcome; `info` waits for a person's judgement. */
export interface OutcomeCounts {
  readonly passed: number;
  readonly failed: number;
  readonly info: number;
}

/** One failure fails the whole; otherwise one case to judge leaves it open; nothing judged is no verdict. */
export function verdictOf({ passed, failed, info }: OutcomeCounts): Verdict {
  const total = passed + failed + info;
  const text = `${passed} / ${total}`;
  if (failed > 0) return { kind: 'failed', text };
  if (info > 0) return { kind: 'judge', text };
  return total === 0 ? { kind: 'none', text: '' } : { kind: 'passed', text };
}
