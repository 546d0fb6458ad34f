/** What a judgement can be. `judge`: waits for a person; `stale`: judged against something that changed since. */
export type StatusKind = 'passed' | 'failed' | 'judge' | 'stale' | 'none';

export const STATUS_WORD: Readonly<Record<StatusKind, string>> = {
  passed: 'Passed',
  failed: 'Failed',
  judge: 'To judge',
  stale: 'Stale',
  none: 'No verdict',
};

/** Text colour per kind; never the only sign, see {@link StatusShape}. */
export const STATUS_INK: Readonly<Record<StatusKind, string>> = {
  passed: 'text-pass',
  failed: 'text-fail',
  judge: 'text-info',
  stale: 'text-stale',
  none: 'text-ink-3',
};

function shapeOf(kind: StatusKind) {
  switch (kind) {
    case 'passed':
      return <rect x="1" y="1" width="8" height="8" rx="2" />;
    case 'failed':
      return <path d="M5 0 10 5 5 10 0 5Z" />;
    case 'judge':
      return <circle cx="5" cy="5" r="4" />;
    case 'stale':
      return <rect x="0.5" y="3.5" width="9" height="3" />;
    case 'none':
      return <circle cx="5" cy="5" r="3.5" fill="none" stroke="currentColor" strokeWidth="1.2" />;
  }
}

/** The shape alone: square, diamond, disc, bar, ring. Silent for screen readers; a word must stand beside it. */
export function StatusShape({ kind, size = 10 }: { readonly kind: StatusKind; readonly size?: number }) {
  return (
    <svg
      aria-hidden="true"
      viewBox="0 0 10 10"
      width={size}
      height={size}
      fill="currentColor"
      className="inline-block shrink-0"
    >
      {shapeOf(kind)}
    </svg>
  );
}

interface StatusProps {
  readonly kind: StatusKind;
  /** Instead of the kind's own word. */
  readonly text?: string;
}

/** A judgement as shape, word and colour. */
export function Status({ kind, text = STATUS_WORD[kind] }: StatusProps) {
  return (
    <span className={`inline-flex items-center gap-1.5 align-top font-medium ${STATUS_INK[kind]}`}>
      <StatusShape kind={kind} />
      {text}
    </span>
  );
}
