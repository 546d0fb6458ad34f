/** What a judgement can be. `judge`: waits for a person; `stale`: judged against something that changed since. */
export type StatusKind = 'passed' | 'failed' | 'judge' | 'stale' | 'none';

export const STATUS_WORD: Readonly<Record<StatusKind, string>> = {
  passed: 'Passed',
  failed: 'Failed',
  judge: 'To judge',
  stale: 'Stale',
  none: 'No verdict',
};

const INK: Readonly<Record<StatusKind, string>> = {
  passed: 'text-pass',
  failed: 'text-fail',
  judge: 'text-info',
  stale: 'text-stale',
  none: 'text-ink-3',
};

/** Draws the shape of a kind before an element's text, in the kind's colour; see globals.css. */
export const statusClass = (kind: StatusKind): string => `status shape-${kind} ${INK[kind]}`;

/** The shape alone: square, diamond, disc, bar, ring. Silent for screen readers; a word must stand beside it. */
export function StatusShape({ kind, size = 10 }: { readonly kind: StatusKind; readonly size?: number }) {
  return <span aria-hidden="true" className={`shape shape-${kind}`} style={{ width: size, height: size }} />;
}

interface StatusProps {
  readonly kind: StatusKind;
  /** Instead of the kind's own word. */
  readonly text?: string;
}

/** A judgement as shape, word and colour. One element: pages have thousands of them. */
export function Status({ kind, text = STATUS_WORD[kind] }: StatusProps) {
  return <span className={statusClass(kind)}>{text}</span>;
}
