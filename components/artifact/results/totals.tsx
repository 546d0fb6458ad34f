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

const kindsOf = (outcomes: readonly Outcome[]) => {
  const counts = countKinds(outcomes);
  return SHOWN.map((kind) => ({ kind, count: counts.get(kind) ?? 0 })).filter(({ count }) => count > 0);
};

/** Shows the cases of one verdict only; each verdict has its address, null stands for all. */
export interface VerdictFilter {
  readonly only: StatusKind | null;
  readonly hrefOf: (kind: StatusKind | null) => string;
}

interface TotalsProps {
  readonly outcomes: readonly Outcome[];
  readonly filter?: VerdictFilter | undefined;
}

/** `1 failed`, `2 passed` …, each with its shape; with a filter each leads to its cases alone. */
export function TotalsLine({ outcomes, filter }: TotalsProps) {
  const kinds = kindsOf(outcomes);
  const only = filter?.only ?? null;
  const all = `of ${outcomes.length.toLocaleString('en')} test case${outcomes.length === 1 ? '' : 's'}`;
  const count = ({ kind, count }: { kind: StatusKind; count: number }) => {
    const word = kind === 'none' ? 'without result' : STATUS_WORD[kind];
    return <Status kind={kind} text={`${count.toLocaleString('en')} ${word.toLowerCase()}`} />;
  };
  return (
    <span className="inline-flex flex-wrap gap-x-5">
      {kinds.map(({ kind, ...counted }) =>
        filter === undefined || kinds.length < 2 ? (
          <span key={kind}>{count({ kind, ...counted })}</span>
        ) : (
          <a
            key={kind}
            href={filter.hrefOf(only === kind ? null : kind)}
            aria-current={only === kind ? 'true' : undefined}
            title={only === kind ? 'Show all' : 'Show only these'}
            className={only === kind ? 'shadow-[0_2px_0_currentColor]' : undefined}
          >
            {count({ kind, ...counted })}
          </a>
        ),
      )}
      {filter === undefined || only === null ? (
        <span className="text-ink-3">{all}</span>
      ) : (
        <a href={filter.hrefOf(null)} className="link text-ink-2">
          {all}
        </a>
      )}
    </span>
  );
}

/** The verdict of all cases in a line, with their shares as a bar. */
export function Totals({ outcomes, filter }: TotalsProps) {
  return (
    <nav aria-label="Verdicts" className="mb-5">
      <TotalsLine outcomes={outcomes} filter={filter} />
      <div aria-hidden="true" className="mt-2 flex h-1 max-w-sm gap-0.5 [print-color-adjust:exact]">
        {kindsOf(outcomes).map(({ kind, count }) => (
          <span key={kind} className={BAR[kind]} style={{ flexGrow: count, flexBasis: 4 }} />
        ))}
      </div>
    </nav>
  );
}
