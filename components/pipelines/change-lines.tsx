import type { RunChange } from '@/lib/runs/comparison/difference';
import { type DescribedChange, type DescribedValue, describeChanges } from './change-descriptions';

/** Lines that a row shows before it says how many more there are. */
const MOST = 4;

interface ChangeLinesProps {
  readonly changes: readonly RunChange[];
  /** No run of the pipeline is older. */
  readonly isFirst: boolean;
  /** Where all of them are told. */
  readonly moreHref: string;
}

/** What is not as in the run before, in words: one line a difference. */
export function ChangeLines({ changes, isFirst, moreHref }: ChangeLinesProps) {
  const descriptions = describeChanges(changes);
  if (descriptions.length === 0)
    return <span className="text-ink-3">{isFirst ? 'The first run' : 'Same as the run before'}</span>;
  return (
    <ul>
      {descriptions.slice(0, MOST).map((change) => (
        <li key={change.what}>
          <Line change={change} />
        </li>
      ))}
      {descriptions.length > MOST && (
        <li>
          <a href={moreHref} className="link relative z-[1] text-ink-2">
            {descriptions.length - MOST} more
          </a>
        </li>
      )}
    </ul>
  );
}

function Line({ change }: { readonly change: DescribedChange }) {
  if ('words' in change)
    return (
      <>
        <span className="text-ink-2">{change.what}</span> {change.words}
      </>
    );
  return (
    <>
      <span className="text-ink-2">{change.what}</span> <Value value={change.before} />{' '}
      <span aria-hidden="true" className="text-ink-3">
        →
      </span>
      <span className="sr-only"> became</span> <Value value={change.after} />
      {change.also !== undefined && <span className="text-ink-3">, {change.also}</span>}
    </>
  );
}

function Value({ value: { text, isAbsent } }: { readonly value: DescribedValue }) {
  if (isAbsent) return <span className="text-ink-3">{text}</span>;
  return <code className="whitespace-pre-wrap [overflow-wrap:anywhere]">{text}</code>;
}
