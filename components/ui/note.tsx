import type { ReactNode } from 'react';

const TONES = {
  fail: 'border-fail text-fail',
  pass: 'border-pass text-pass',
  stale: 'border-stale text-ink-2',
  info: 'border-rule-2 text-ink-2',
} as const;

/** A remark in the flow of the page, with a rule at its side: never a box, never a pop-up. */
export function Note({ tone = 'info', children }: { tone?: keyof typeof TONES; children: ReactNode }) {
  return (
    <div
      role={tone === 'fail' ? 'alert' : undefined}
      className={`border-l-2 py-1 pl-3 [overflow-wrap:anywhere] ${TONES[tone]}`}
    >
      {children}
    </div>
  );
}
