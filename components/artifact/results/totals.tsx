import { STATUS_WORD, Status, type StatusKind } from '@/components/ui/status';
import type { Outcome } from '../read/results';

const SHOWN: readonly StatusKind[] = ['failed', 'judge', 'none', 'passed'];
const BAR: Readonly<Record<StatusKind, string>> = {
  failed: 'bg-fail',
  judge: 'bg-info',
  stale: 'bg-stale',
  none: 'bg-rule-2',
  passed: 'bg-pass',
};

/** How many cases per verdict; `none` are cases without a result. */
function countKinds(outcomes: readonly Outcome[]): ReadonlyMap<StatusKind, number> {
  const counts = new Map<StatusKind, number>();
  for (const { kind } of outcomes) counts.set(kind, (counts.get(kind) ?? 0) + 1);
  return counts;
}

const told = (outcomes: readonly Outcome[]) => {
  const counts = countKinds(outcomes);
  return SHOWN.map((kind) => ({ kind, count: counts.get(kind) ?? 0 })).filter(({ count }) => count > 0);
};

/** `1 failed`, `2 passed` …, each with its shape. */
export function TotalsLine({ outcomes }: { readonly outcomes: readonly Outcome[] }) {
  return (
    <span className="inline-flex flex-wrap gap-x-5">
      {told(outcomes).map(({ kind, count }) => (
        <Status
          key={kind}
          kind={kind}
          text={`${count} ${(kind === 'none' ? 'without result' : STATUS_WORD[kind]).toLowerCase()}`}
        />
      ))}
      <span className="text-ink-3">
        of {outcomes.length} test case{outcomes.length === 1 ? '' : 's'}
      </span>
    </span>
  );
}

/** The verdict of all cases in a line, with their shares as a bar. */
export function Totals({ outcomes }: { readonly outcomes: readonly Outcome[] }) {
  return (
    <div className="mb-5">
      <TotalsLine outcomes={outcomes} />
      <div aria-hidden="true" className="mt-2 flex h-1 max-w-sm gap-0.5 [print-color-adjust:exact]">
        {told(outcomes).map(({ kind, count }) => (
          <span key={kind} className={BAR[kind]} style={{ flexGrow: count, flexBasis: 4 }} />
        ))}
      </div>
    </div>
  );
}
