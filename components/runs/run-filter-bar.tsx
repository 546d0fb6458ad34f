import { ApplyButton } from '@/components/lists/apply-button';
import { AutoSubmit } from '@/components/lists/auto-submit';
import { SearchField } from '@/components/lists/search-field';
import { Key } from '@/components/ui/button';
import { Note } from '@/components/ui/note';
import { dayText } from '@/components/ui/time-text';
import type { RunFilter, RunListState } from '@/lib/next/lists/run-list-state';
import type { ShownRun } from './run-columns';
import { RUN_STATUS_WORD } from './run-status';

interface RunFilterBarProps {
  readonly state: RunListState;
  /** The page's rows: what a filter may be is offered from them. */
  readonly runs: readonly ShownRun[];
}

const BOX = 'rounded-md border border-rule bg-lift px-2 py-[3px] hover:border-rule-2';

/** Search and filters of a project's runs. All of it stands in the address; without JavaScript buttons send it. */
export function RunFilterBar({ state, runs }: RunFilterBarProps) {
  const { list, filters } = state;
  const { status, ...others } = list.filter;
  return (
    <>
      <search className="relative mb-2 flex flex-wrap items-center gap-1.5">
        <form action={list.path} className="flex flex-wrap items-center gap-1.5 max-sm:w-full">
          <Kept values={others} />
          <SearchField value={list.search} label="Search runs" />
          <label
            className={`${BOX} flex gap-1.5 has-focus-visible:outline-2 has-focus-visible:outline-focus`}
          >
            <span className="text-ink-3">status</span>
            <select
              name="status"
              defaultValue={status ?? ''}
              key={status ?? ''}
              className="bg-lift font-medium outline-none"
            >
              <option value="">all</option>
              {Object.entries(RUN_STATUS_WORD).map(([value, word]) => (
                <option key={value} value={value}>
                  {word.toLowerCase()}
                </option>
              ))}
            </select>
          </label>
          <AutoSubmit />
        </form>
        <MoreFilters state={state} runs={runs} />
        <Chips state={state} />
      </search>
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
    ([name, value]) =>
      value !== undefined && value !== '' && <input key={name} type="hidden" name={name} value={value} />,
  );
}

/** What is asked, each with the way to ask it no more. The status has its own box. */
function Chips({ state: { filters } }: Pick<RunFilterBarProps, 'state'>) {
  const chips = filters.filter(({ name }) => name !== 'status');
  if (chips.length === 0) return null;
  return (
    <ul aria-label="Filters" className="contents">
      {chips.map(({ name, value, withoutHref, problem }) => (
        <li key={name} className={`${BOX} flex max-w-full gap-1.5`}>
          <span className="text-ink-3">{name}</span>
          <span
            className={`min-w-0 font-medium [overflow-wrap:anywhere] ${problem === null ? '' : 'line-through'}`}
          >
            {shownValue(name, value, problem)}
          </span>
          <a
            href={withoutHref}
            data-keep-scroll=""
            aria-label={`Remove ${name} ${value}`}
            className="-mr-1 px-1 text-ink-3 hover:text-ink hover:no-underline"
          >
            ×
          </a>
        </li>
      ))}
    </ul>
  );
}

function shownValue(name: RunFilter, value: string, problem: string | null): string {
  const isDay = (name === 'since' || name === 'until') && value.length === 10;
  return isDay && problem === null ? dayText(new Date(`${value}T00:00:00Z`)) : value;
}

const FIELDS = [
  { name: 'pipeline', label: 'Pipeline' },
  { name: 'stack', label: 'Stack, by the name it had' },
  { name: 'user', label: 'Started by' },
  { name: 'commit', label: 'Commit', hint: '4f21c09' },
  { name: 'since', label: 'Since', type: 'date' },
  { name: 'until', label: 'Through', type: 'date' },
] as const;

/** The other filters, in a box of their own that opens without JavaScript. */
function MoreFilters({ state: { list }, runs }: RunFilterBarProps) {
  const offered = {
    pipeline: distinct(runs.map(({ pipeline }) => pipeline)),
    stack: distinct(runs.map(({ stackName }) => stackName)),
    user: distinct(runs.map(({ createdBy }) => createdBy)),
  };
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
        <Kept values={{ q: list.search, status: list.filter.status }} />
        {FIELDS.map(({ name, label, ...field }) => (
          <label key={name} className="flex min-w-0 flex-col gap-1">
            <span className="text-xs text-ink-3">{label}</span>
            <input
              name={name}
              type={'type' in field ? field.type : 'text'}
              placeholder={'hint' in field ? field.hint : undefined}
              list={name in offered ? `offered-${name}` : undefined}
              defaultValue={list.filter[name] ?? ''}
              key={list.filter[name] ?? ''}
              maxLength={255}
              spellCheck={false}
              autoComplete="off"
              className="w-full min-w-0 rounded-md border border-rule-2 bg-paper px-2 py-[3px] hover:border-ink-3"
            />
          </label>
        ))}
        {Object.entries(offered).map(([name, values]) => (
          <datalist key={name} id={`offered-${name}`}>
            {values.map((value) => (
              <option key={value} value={value} />
            ))}
          </datalist>
        ))}
        <span className="col-span-2">
          <ApplyButton>Show these runs</ApplyButton>
        </span>
      </form>
    </details>
  );
}

const distinct = (values: readonly (string | null)[]): string[] =>
  [...new Set(values.filter((value) => value !== null && value !== ''))] as string[];
