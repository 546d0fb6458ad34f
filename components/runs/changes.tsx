import type { RunChange } from '@/lib/runs/comparison/difference';
import { AREA_WORD, absentWord, pathText, valueText } from './change-labels';

interface ChangesProps {
  /** What the changes are of, for who hears it. */
  readonly label: string;
  readonly changes: readonly RunChange[];
}

/** What is not as it was: where, what it was, what it is. */
export function Changes({ label, changes }: ChangesProps) {
  return (
    <table className="w-full border-collapse border-t border-rule" aria-label={label}>
      <thead className="sr-only">
        <tr>
          <th scope="col">What</th>
          <th scope="col">Before and after</th>
        </tr>
      </thead>
      <tbody className="[&>tr>*]:border-b [&>tr>*]:py-[7px] [&>tr>*]:align-top [&>tr>*]:[overflow-wrap:anywhere]">
        {changes.map((change) => (
          <tr key={`${change.area} ${change.path}`}>
            <th scope="row" className="w-[38%] pr-4 text-left font-normal sm:w-[240px]">
              <Where area={change.area} path={pathText(change.area, change.path)} />
            </th>
            <td>
              <Value change={change} side="before" />
              <span aria-hidden="true" className="px-1.5 text-ink-3">
                →
              </span>
              <Value change={change} side="after" />
            </td>
          </tr>
        ))}
      </tbody>
    </table>
  );
}

function Where({ area, path }: { readonly area: RunChange['area']; readonly path: string }) {
  if (path === '') return AREA_WORD[area];
  return (
    <>
      <span className="text-ink-3">{AREA_WORD[area]} · </span>
      {path}
    </>
  );
}

/** One side of a change. What was is dimmer than what is, and both say which they are to who hears them. */
function Value({ change, side }: { readonly change: RunChange; readonly side: 'before' | 'after' }) {
  const { area } = change;
  const value = change[side];
  return (
    <>
      <span className="sr-only">{side === 'before' ? 'was ' : 'now '}</span>
      {value === null ? (
        <span className="text-ink-3">{absentWord(area)}</span>
      ) : (
        <code title={value} className={`whitespace-pre-wrap ${side === 'before' ? 'text-ink-2' : ''}`}>
          {valueText(area, value)}
        </code>
      )}
    </>
  );
}
