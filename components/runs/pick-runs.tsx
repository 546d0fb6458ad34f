import { buttonClass } from '@/components/ui/button';
import { RelativeTime } from '@/components/ui/relative-time';
import type { ListedRun } from '@/lib/runs/listed-run';
import { Commit } from './run-columns';
import { RunStatus } from './run-status';

type PickedRun = Pick<
  ListedRun,
  'id' | 'name' | 'status' | 'startedAt' | 'createdBy' | 'gitSha' | 'stackName'
>;

interface PickRunsProps {
  /** Where the comparison is: the form asks it by address. */
  readonly action: string;
  /** Ticked, first. */
  readonly picked: readonly PickedRun[];
  /** Others to choose from, newest first. */
  readonly others: readonly PickedRun[];
  /** Ids among the others that are ticked from the start. */
  readonly suggested: readonly string[];
  /** The pipeline that the others are of, and whether only those are shown; null where there is none to choose. */
  readonly pipeline: { readonly name: string; readonly only: boolean } | null;
  readonly search: string;
  readonly now: Date;
}

/** Runs to tick and compare. A plain form: its search keeps what is ticked, and no script is needed. */
export function PickRuns({ action, picked, others, suggested, pipeline, search, now }: PickRunsProps) {
  return (
    <form action={action} className="flex max-w-[920px] flex-col gap-3">
      <div className="flex flex-wrap items-center gap-1.5">
        <input
          type="search"
          name="q"
          defaultValue={search}
          placeholder="Part of a name"
          aria-label="Search runs by part of their name"
          maxLength={100}
          className="w-56 rounded-md border border-rule bg-lift px-2 py-[3px] hover:border-rule-2 max-sm:w-full"
        />
        {pipeline !== null && (
          <label className="flex max-w-full gap-1.5 rounded-md border border-rule bg-lift px-2 py-[3px] hover:border-rule-2 has-focus-visible:outline-2 has-focus-visible:outline-focus">
            <span className="shrink-0 text-ink-3">Pipeline</span>
            <select
              name="of"
              defaultValue={pipeline.only ? 'pipeline' : 'all'}
              className="max-w-48 min-w-0 bg-lift font-medium text-ellipsis outline-none"
            >
              <option value="pipeline">{pipeline.name}</option>
              <option value="all">all</option>
            </select>
          </label>
        )}
        {/* The first button is what Enter presses in the search field. */}
        <button type="submit" name="pick" value="more" className={buttonClass()}>
          Search
        </button>
      </div>
      <fieldset className="min-w-0">
        <legend className="sr-only">Runs to compare</legend>
        <ul className="border-t border-rule">
          {picked.map((run) => (
            <Choice key={run.id} run={run} isTicked now={now} />
          ))}
          {others.map((run) => (
            <Choice key={run.id} run={run} isTicked={suggested.includes(run.id)} now={now} />
          ))}
        </ul>
        {others.length === 0 && (
          <p className="py-3 text-ink-2">{search === '' ? 'No other runs.' : 'No other run matches.'}</p>
        )}
      </fieldset>
      <div className="sticky bottom-0 flex items-center gap-3 border-t border-rule bg-paper py-3">
        <button type="submit" className={buttonClass('primary')}>
          Compare those ticked
        </button>
        <span className="text-ink-3">Two to ten; the others are compared with the first.</span>
      </div>
    </form>
  );
}

interface ChoiceProps {
  readonly run: PickedRun;
  readonly isTicked: boolean;
  readonly now: Date;
}

function Choice({ run, isTicked, now }: ChoiceProps) {
  return (
    <li className="border-b border-rule">
      <label className="flex cursor-pointer gap-2.5 py-[7px] hover:bg-[color-mix(in_srgb,var(--panel)_60%,transparent)]">
        <input
          type="checkbox"
          name="runs"
          value={run.id}
          defaultChecked={isTicked}
          className="mt-[3px] size-3.5 shrink-0 accent-[var(--ink)]"
        />
        <span className="min-w-0 flex-1 sm:grid sm:grid-cols-[minmax(0,1fr)_120px_64px_112px_88px] sm:gap-x-4">
          <code className="block leading-5 font-medium [overflow-wrap:anywhere]">{run.name}</code>
          <span className="block truncate text-ink-2">{run.stackName}</span>
          <span className="text-ink-2 max-sm:hidden">
            <Commit sha={run.gitSha} />
          </span>
          <span className="max-sm:mr-3">
            <RunStatus status={run.status} />
          </span>
          <span className="text-ink-2 sm:text-right">
            <RelativeTime at={run.startedAt} now={now} />
          </span>
        </span>
      </label>
    </li>
  );
}
