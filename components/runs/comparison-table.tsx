import { Fragment } from 'react';
import { RelativeTime } from '@/components/ui/relative-time';
import type { ComparedRow } from '@/lib/runs/comparison/difference';
import type { ListedRun } from '@/lib/runs/listed-run';
import { AREA_WORD, AREAS, absentWord, pathText, valueText } from './change-labels';
import { RunStatus } from './run-status';

type ComparedRun = Pick<ListedRun, 'id' | 'name' | 'status' | 'startedAt' | 'createdBy'>;

interface ComparisonTableProps {
  readonly runs: readonly ComparedRun[];
  /** Rows to show: all, or only what differs. */
  readonly rows: readonly ComparedRow[];
  readonly now: Date;
  readonly hrefOf: (run: ComparedRun) => string;
  /** The comparison without this run; null where two are left. */
  readonly withoutHref: (run: ComparedRun) => string | null;
}

/** Sticks to the left edge while the runs scroll under it, and covers them. */
const STICKY = 'sticky left-0 z-[1] bg-paper';

/** Runs side by side, the first being what the others are held against. Scrolls inside itself. */
export function ComparisonTable({ runs, rows, now, hrefOf, withoutHref }: ComparisonTableProps) {
  const areas = AREAS.map((area) => ({ area, rows: rows.filter((row) => row.area === area) }));
  return (
    <section
      // biome-ignore lint/a11y/noNoninteractiveTabindex: a box that scrolls must be reachable by keyboard.
      tabIndex={0}
      aria-label="Runs side by side"
      className="relative overflow-x-auto border-t border-rule"
    >
      <table className="w-full border-separate border-spacing-0 print:table-fixed [&_td]:border-b [&_th]:border-b">
        <thead>
          <tr className="[&>th]:px-2 [&>th]:py-2 [&>th]:text-left [&>th]:align-top [&>th]:font-normal">
            <td className={`${STICKY} w-[150px] min-w-[110px] sm:min-w-[190px] print:min-w-0`} />
            {runs.map((run, n) => (
              <th key={run.id} scope="col" className="min-w-[170px] [overflow-wrap:anywhere] print:min-w-0">
                <a href={hrefOf(run)} className="font-mono text-xs/5 font-medium">
                  {run.name}
                </a>
                <span className="block">
                  <RunStatus status={run.status} />
                </span>
                <span className="block text-ink-3">
                  {run.createdBy}, <RelativeTime at={run.startedAt} now={now} ago />
                </span>
                <LeaveOut run={run} href={withoutHref(run)} isFirst={n === 0} />
              </th>
            ))}
          </tr>
        </thead>
        <tbody className="[&_td]:px-2 [&_td]:py-[7px] [&_td]:align-top [&_td]:[overflow-wrap:anywhere] [&_th]:py-[7px] [&_th]:pr-4 [&_th]:text-left [&_th]:align-top">
          {areas.map(
            (each) =>
              each.rows.length > 0 && (
                <Fragment key={each.area}>
                  {each.rows.some(({ path }) => pathText(each.area, path) !== '') && (
                    <tr>
                      <th scope="rowgroup" className={`${STICKY} pt-5! font-semibold`}>
                        {capital(AREA_WORD[each.area])}
                      </th>
                      <td colSpan={runs.length} />
                    </tr>
                  )}
                  {each.rows.map((row) => (
                    <Row key={row.path} row={row} runs={runs} />
                  ))}
                </Fragment>
              ),
          )}
        </tbody>
      </table>
    </section>
  );
}

function LeaveOut({
  run,
  href,
  isFirst,
}: {
  readonly run: ComparedRun;
  readonly href: string | null;
  readonly isFirst: boolean;
}) {
  return (
    <span className="flex flex-wrap gap-x-2 text-ink-3">
      {isFirst && <span>baseline</span>}
      {href !== null && (
        <a href={href} className="link" aria-label={`Leave out ${run.name}`}>
          leave out
        </a>
      )}
    </span>
  );
}

function Row({ row, runs }: { readonly row: ComparedRow; readonly runs: readonly ComparedRun[] }) {
  const { area, path, values, differs } = row;
  return (
    <tr>
      <th
        scope="row"
        className={`${STICKY} font-normal [overflow-wrap:anywhere] ${differs ? '' : 'text-ink-3'}`}
      >
        {pathText(area, path) || <span className="font-semibold text-ink">{capital(AREA_WORD[area])}</span>}
      </th>
      {runs.map(({ id }, n) => {
        const value = values[n] ?? null;
        const isOther = n > 0 && value !== values[0];
        return (
          <td key={id} className={isOther ? 'bg-[color-mix(in_srgb,var(--panel)_70%,transparent)]' : ''}>
            {isOther && (
              <span className="mr-1.5 font-mono text-stale">
                <span aria-hidden="true">≠</span>
                <span className="sr-only">differs: </span>
              </span>
            )}
            {value === null ? (
              <span className="text-ink-3">{absentWord(area)}</span>
            ) : (
              <code
                title={value}
                className={`whitespace-pre-wrap ${isOther ? 'font-semibold' : differs ? '' : 'text-ink-2'}`}
              >
                {valueText(area, value)}
              </code>
            )}
          </td>
        );
      })}
    </tr>
  );
}

const capital = (word: string): string => word.replace(/^[a-z]/, (letter) => letter.toUpperCase());
