import type { GridWord } from '@/lib/permissions/role-grid';
import { TYPE_OPTIONS } from '../access/access-words';
import { Tick } from './tick';

/** Headings of a grid; that of the remarks is seen where they have a column. */
export function GridHead({ first, last }: { readonly first: string; readonly last: string }) {
  const cell = 'border-b border-rule py-1.5 text-xs font-medium text-ink-3';
  return (
    <thead>
      <tr>
        <th scope="col" className={`${cell} pr-2 text-left`}>
          {first}
        </th>
        {TYPE_OPTIONS.map(({ value }) => (
          <th key={value} scope="col" className={`${cell} w-[72px] text-center max-sm:w-11 max-sm:text-2xs`}>
            {value}
          </th>
        ))}
        <th scope="col" className={`${cell} w-[34%] pl-4 text-left max-lg:hidden`}>
          {last}
        </th>
      </tr>
    </thead>
  );
}

interface CellProps {
  readonly word: GridWord;
  readonly label: string;
  readonly isEditable: boolean;
}

/** One word: a box or a mark, and what saving would do to it. */
export function GridCell({ word: { word, was, is, isOffered, byItself }, label, isEditable }: CellProps) {
  const change = was === is ? null : is ? ADDED : CUT;
  return (
    <td className="py-[5px] text-center align-top">
      <span
        className={`relative inline-flex h-5 w-11 max-w-full items-center justify-center rounded-sm ${change?.look ?? ''}`}
      >
        {change !== null && (
          <span className="absolute left-1 font-medium max-sm:left-px">
            <span aria-hidden="true">{change.sign}</span>
            <span className="sr-only">{change.words}</span>
          </span>
        )}
        {!isOffered && !was && !is ? (
          <Sign sign="·" words="nothing to permit" />
        ) : isEditable ? (
          <Tick name={word} label={label} ticked={is} />
        ) : (
          <Sign sign={is ? '✓' : ''} words={is ? 'yes' : 'no'} />
        )}
        {byItself && (
          <span className="absolute left-full -ml-3 flex max-sm:-ml-2.5">
            <ByItself />
          </span>
        )}
      </span>
    </td>
  );
}

const ADDED = { sign: '+', words: 'given when saved', look: 'bg-pass-bg text-pass' } as const;
const CUT = { sign: '−', words: 'taken when saved', look: 'bg-fail-bg text-fail' } as const;

function Sign({ sign, words }: { readonly sign: string; readonly words: string }) {
  return (
    <>
      <span aria-hidden="true" className={sign === '·' ? 'text-ink-3' : 'font-medium'}>
        {sign}
      </span>
      <span className="sr-only">{words}</span>
    </>
  );
}

function ByItself() {
  return (
    <span className="rounded-sm border border-dashed border-rule-2 px-0.5 text-2xs/[13px] text-ink-3">
      <span aria-hidden="true">✓</span>
      <span className="sr-only">comes by itself on a project</span>
    </span>
  );
}

/** What the marks of the grid mean. */
export function GridKey({
  isEditable,
  hasByItself,
}: {
  readonly isEditable: boolean;
  /** Whether anything in the grid comes by itself. */
  readonly hasByItself: boolean;
}) {
  return (
    <p className="flex flex-wrap gap-x-5 gap-y-1 py-3 text-xs text-ink-3">
      {hasByItself && (
        <span className="flex items-center gap-1.5">
          <span aria-hidden="true" className="flex">
            <ByItself />
          </span>
          comes by itself to who holds the role on a project
        </span>
      )}
      {isEditable &&
        [ADDED, CUT].map(({ sign, words, look }) => (
          <span key={sign}>
            <b aria-hidden="true" className={`rounded-sm px-1 ${look}`}>
              {sign}
            </b>{' '}
            {words}
          </span>
        ))}
    </p>
  );
}
