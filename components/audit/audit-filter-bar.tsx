import type { ActiveAuditFilter, AuditFilterName, AuditListState } from '@/lib/next/lists/audit-list-state';
import { ApplyButton } from '../lists/apply-button';
import { AutoSubmit } from '../lists/auto-submit';
import { SearchField } from '../lists/search-field';
import { UnknownWords } from '../lists/unknown-words';
import { Key } from '../ui/button';
import { Note } from '../ui/note';
import { Options } from '../ui/options';
import { dayText } from '../ui/time-text';
import { ACTION_OPTIONS, TYPE_WORDS } from './words';

interface AuditFilterBarProps {
  readonly listState: AuditListState;
  /** What the other filters are offered from: names that the page shows. */
  readonly offered: { readonly user: readonly string[]; readonly project: readonly string[] };
  /** What an event or an object is called that the address names by its id. */
  readonly named: string | null;
}

const BOX = 'rounded-md border border-rule bg-lift px-2 py-[3px] hover:border-rule-2';
const TYPES = Object.entries(TYPE_WORDS).map(([value, label]) => ({ value, label }));

/** Search and filters of the audit. All of it stands in the address; without JavaScript buttons send it. */
export function AuditFilterBar({ listState, offered, named }: AuditFilterBarProps) {
  const { list, filters, kept } = listState;
  const { q: _, type: __, ...others } = kept;
  return (
    <>
      <search className="relative mb-1 flex flex-wrap items-center gap-1.5">
        <form action={list.path} className="flex flex-wrap items-center gap-1.5 max-sm:w-full">
          <Kept values={others} />
          <SearchField value={list.search} label="Name, or its beginning" />
          <label
            className={`${BOX} flex max-w-full gap-1.5 has-focus-visible:outline-2 has-focus-visible:outline-focus`}
          >
            <span className="shrink-0 text-ink-3">about</span>
            <select
              name="type"
              defaultValue={list.filter.type ?? ''}
              key={list.filter.type ?? ''}
              className="max-w-48 min-w-0 bg-lift font-medium text-ellipsis outline-none"
            >
              <option value="">anything</option>
              <Options options={TYPES} />
            </select>
          </label>
          <AutoSubmit />
        </form>
        <MoreFilters listState={listState} offered={offered} />
        <Chips filters={filters} named={named} />
      </search>
      <UnknownWords list={list} />
      {filters.map(
        ({ name, problem }) =>
          problem !== null && (
            <div key={name} className="mb-2">
              <Note tone="stale">{problem} Until then it leaves nothing out.</Note>
            </div>
          ),
      )}
    </>
  );
}

/** What the other form of the bar asks already. */
function Kept({ values }: { readonly values: Readonly<Record<string, string | undefined>> }) {
  return Object.entries(values).map(
    ([name, value]) => value !== undefined && <input key={name} type="hidden" name={name} value={value} />,
  );
}

const CHIP_LABEL: Readonly<Partial<Record<AuditFilterName, string>>> = { user: 'person' };

/** What is asked, each with the way to ask it no more. What it is about has its own box. */
function Chips({ filters, named }: Pick<AuditFilterBarProps, 'named'> & Pick<AuditListState, 'filters'>) {
  const chips = filters.filter(({ name }) => name !== 'type');
  if (chips.length === 0) return null;
  return (
    <ul aria-label="Filters" className="contents">
      {chips.map((chip) => (
        <li key={chip.name} className={`${BOX} flex max-w-full gap-1.5`}>
          <span className="text-ink-3">{CHIP_LABEL[chip.name] ?? chip.name}</span>
          <span
            className={`min-w-0 font-medium [overflow-wrap:anywhere] ${chip.problem === null ? '' : 'line-through'}`}
          >
            {shownValue(chip, named)}
          </span>
          <a
            href={chip.withoutHref}
            data-keep-scroll=""
            aria-label={`Remove ${CHIP_LABEL[chip.name] ?? chip.name} ${shownValue(chip, named)}`}
            className="-mr-1 px-1 text-ink-3 hover:text-ink hover:no-underline"
          >
            ×
          </a>
        </li>
      ))}
    </ul>
  );
}

function shownValue({ name, value, problem }: ActiveAuditFilter, named: string | null): string {
  if (name === 'object') return named ?? value;
  if (name === 'action') return ACTION_OPTIONS.find((option) => option.value === value)?.label ?? value;
  const isDay = (name === 'since' || name === 'until') && value.length === 10;
  return isDay && problem === null ? dayText(new Date(`${value}T00:00:00Z`)) : value;
}

const FIELDS = [
  { name: 'user', label: 'Person' },
  { name: 'project', label: 'Project' },
  { name: 'since', label: 'Since', type: 'date' },
  { name: 'until', label: 'Through', type: 'date' },
] as const;
const INPUT = 'w-full min-w-0 rounded-md border border-rule-2 bg-paper px-2 py-[3px] hover:border-ink-3';

/** What a field begins with: what is asked, unless that is nothing such a field takes. */
const fieldValue = ({ filters }: AuditListState, name: AuditFilterName): string =>
  filters.find((filter) => filter.name === name && filter.problem === null)?.value.slice(0, 255) ?? '';

/** The other filters, in a box of their own that opens without JavaScript. */
function MoreFilters({ listState, offered }: Omit<AuditFilterBarProps, 'named'>) {
  const { list, kept } = listState;
  const here = ({ q, type, object }: Readonly<Record<string, string | undefined>>) => ({ q, type, object });
  return (
    <details className="xl:relative">
      <summary
        data-hotkey="f"
        className="flex list-none items-center gap-1.5 rounded-md px-1 py-[3px] text-ink-2 hover:text-ink"
      >
        + filter <Key dim>f</Key>
      </summary>
      <form
        action={list.path}
        className="absolute top-full left-0 z-20 mt-1.5 grid w-[min(400px,calc(100vw-32px))] grid-cols-2 gap-3 rounded-md border border-rule-2 bg-lift p-3"
      >
        <Kept values={here(kept)} />
        {FIELDS.map(({ name, label, ...field }) => (
          <label key={name} className="flex min-w-0 flex-col gap-1">
            <span className="text-xs text-ink-3">{label}</span>
            <input
              name={name}
              type={'type' in field ? field.type : 'text'}
              list={name in offered ? `offered-${name}` : undefined}
              defaultValue={fieldValue(listState, name)}
              key={list.filter[name] ?? ''}
              maxLength={255}
              spellCheck={false}
              autoComplete="off"
              className={INPUT}
            />
          </label>
        ))}
        <label className="col-span-2 flex min-w-0 flex-col gap-1">
          <span className="text-xs text-ink-3">What was done</span>
          <select
            name="action"
            defaultValue={list.filter.action ?? ''}
            key={list.filter.action ?? ''}
            className={INPUT}
          >
            <option value="">anything</option>
            <Options options={ACTION_OPTIONS} />
          </select>
        </label>
        {Object.entries(offered).map(([name, values]) => (
          <datalist key={name} id={`offered-${name}`}>
            {[...new Set(values)].map((value) => (
              <option key={value} value={value} />
            ))}
          </datalist>
        ))}
        <span className="col-span-2">
          <ApplyButton>Show these events</ApplyButton>
        </span>
      </form>
    </details>
  );
}
