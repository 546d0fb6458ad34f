import type { RunChange } from '@/lib/runs/difference';

/** Lines that a row shows before it says how many more there are. */
const MOST = 4;

interface ChangesProps {
  readonly changes: readonly RunChange[];
  /** No run of the pipeline is older. */
  readonly isFirst: boolean;
  /** Where all of them are told. */
  readonly moreHref: string;
}

/** What is not as in the run before, in words: one line a difference. */
export function Changes({ changes, isFirst, moreHref }: ChangesProps) {
  if (changes.length === 0)
    return <span className="text-ink-3">{isFirst ? 'The first run' : 'Same as the run before'}</span>;
  return (
    <ul>
      {changes.slice(0, MOST).map((change) => (
        <li key={`${change.area}/${change.path}`}>
          <Change change={change} />
        </li>
      ))}
      {changes.length > MOST && (
        <li>
          <a href={moreHref} className="link relative z-[1] text-ink-2">
            {changes.length - MOST} more
          </a>
        </li>
      )}
    </ul>
  );
}

/** `stack · experiment_tracker  mlflow-eu → none`. */
function Change({ change: { area, path, before, after } }: { readonly change: RunChange }) {
  return (
    <>
      <span>{path === '' ? area : `${area} · ${path}`}</span>{' '}
      <span className="text-ink-2">
        <Value text={before} area={area} /> <span aria-hidden="true">→</span>
        <span className="sr-only"> became</span> <Value text={after} area={area} />
      </span>
    </>
  );
}

/** What stands for no value reads as what it means in its area. */
const NONE: Readonly<Record<RunChange['area'], string>> = {
  commit: 'uncommitted',
  stack: 'none',
  configuration: 'not set',
  steps: 'none',
  client: 'unknown',
};

function Value({ text, area }: { readonly text: string | null; readonly area: RunChange['area'] }) {
  if (text === null) return <span className="text-ink-3">{NONE[area]}</span>;
  return <code className="[overflow-wrap:anywhere]">{text}</code>;
}
