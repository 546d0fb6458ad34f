/** One measured relation. `ratio` is what the budget speaks of. */
export interface Measured {
  readonly what: string;
  readonly engine: 'embedded' | 'postgres';
  readonly assay: string;
  readonly against: string;
  readonly ratio: number;
  /** `≥ 0.5`, `≤ 1.3`; null where design sets none. */
  readonly budget: { readonly at: 'least' | 'most'; readonly value: number } | null;
}

/** A table in Markdown, ready to paste. */
export function tableOf(rows: readonly Measured[]): string {
  const head = ['what', 'database', 'Assay', 'against', 'ratio', 'budget', 'held'];
  const cells = rows.map(({ what, engine, assay, against, ratio, budget }) => [
    what,
    engine,
    assay,
    against,
    ratio.toFixed(2),
    budget === null ? '' : `${budget.at === 'least' ? '≥' : '≤'} ${budget.value}`,
    budget === null ? '' : holds(ratio, budget) ? 'yes' : 'no',
  ]);
  const widths = head.map((title, n) => Math.max(title.length, ...cells.map((row) => row[n]?.length ?? 0)));
  const line = (row: readonly string[]) =>
    `| ${row.map((cell, n) => cell.padEnd(widths[n] ?? 0)).join(' | ')} |`;
  return [line(head), line(widths.map((width) => '-'.repeat(width))), ...cells.map(line)].join('\n');
}

export const holds = (ratio: number, budget: NonNullable<Measured['budget']>): boolean =>
  budget.at === 'least' ? ratio >= budget.value : ratio <= budget.value;

export const perSecond = (count: number, ms: number): string => `${Math.round((count * 1000) / ms)}/s`;

/** Middle value; half of the measurements were faster. */
export function median(values: readonly number[]): number {
  const sorted = [...values].sort((a, b) => a - b);
  return sorted[Math.floor(sorted.length / 2)] ?? Number.NaN;
}
