import { type ListColumn, Rows } from '@/components/lists/list';
import { RowLink } from '@/components/lists/table';
import { RelativeTime } from '@/components/ui/relative-time';
import { url } from '@/lib/core/urls';
import { RunStatus, type RunStatusWord } from './run-status';

/** What a list of runs shows of one: the rows of every such list hold it. */
export interface ShownRun {
  readonly id: string;
  readonly project: string;
  readonly pipeline: string;
  readonly name: string;
  readonly status: RunStatusWord;
  readonly startedAt: Date;
  readonly stackName: string | null;
  readonly gitSha: string | null;
  readonly steps: number;
  readonly artifacts: number;
  readonly createdBy: string;
}

interface RunColumns {
  readonly now: Date;
  /** What all runs of the list share, and the page has said. */
  readonly without?: readonly ('pipeline' | 'stack')[];
  /** For lists that span projects. */
  readonly withProject?: boolean;
  /** Id of the form that takes the runs that are ticked; without it there are no boxes. */
  readonly pickFor?: string;
}

/** What a run is called, what it ran on, how it went, who started it and when. */
export function runColumns({
  now,
  without = [],
  withProject = false,
  pickFor,
}: RunColumns): ListColumn<ShownRun>[] {
  const columns: (ListColumn<ShownRun> & { readonly of?: 'pipeline' | 'stack' })[] = [
    {
      label: 'Run',
      cell: (run) => (
        <RunCell
          run={run}
          now={now}
          withProject={withProject}
          withStack={!without.includes('stack')}
          pickFor={pickFor}
        />
      ),
    },
    {
      of: 'pipeline',
      label: 'Pipeline',
      hide: 'wide',
      dim: true,
      cell: ({ pipeline }) => <OneLine text={pipeline} />,
    },
    {
      of: 'stack',
      label: 'Stack',
      hide: 'narrow',
      dim: true,
      cell: ({ stackName }) => (stackName === null ? '–' : <OneLine text={stackName} />),
    },
    { label: 'Commit', hide: 'medium', dim: true, cell: ({ gitSha }) => <Commit sha={gitSha} /> },
    { label: 'Status', hide: 'narrow', cell: ({ status }) => <RunStatus status={status} /> },
    { label: 'Steps', numeric: true, hide: 'wide', dim: true, cell: ({ steps }) => steps },
    {
      label: 'Artifacts',
      numeric: true,
      hide: 'wide',
      dim: true,
      cell: ({ artifacts }) => (artifacts === 0 ? '–' : artifacts),
    },
    { label: 'By', hide: 'narrow', dim: true, cell: ({ createdBy }) => <OneLine text={createdBy} /> },
    {
      label: 'When',
      numeric: true,
      hide: 'narrow',
      dim: true,
      cell: ({ startedAt }) => <RelativeTime at={startedAt} now={now} />,
    },
  ];
  return columns.filter(({ of }) => of === undefined || !without.includes(of));
}

interface RunRowsProps extends Pick<RunColumns, 'now' | 'withProject'> {
  readonly label: string;
  readonly runs: readonly ShownRun[];
}

/** What a short list leaves out: it stands beside something else. */
const LONG: readonly string[] = ['Pipeline', 'Steps', 'Artifacts'];

/** Runs in a short list that has one order and one page. */
export function RunRows({ label, runs, ...columns }: RunRowsProps) {
  return (
    <Rows
      label={label}
      columns={runColumns(columns).filter((column) => !LONG.includes(column.label))}
      items={runs}
      keyOf={({ id }) => id}
    />
  );
}

interface RunCellProps {
  readonly run: ShownRun;
  readonly now: Date;
  readonly withProject: boolean;
  readonly withStack: boolean;
  readonly pickFor: string | undefined;
}

/** The name, and on narrow screens in a second line what the columns left out would say. */
function RunCell({ run, now, withProject, withStack, pickFor }: RunCellProps) {
  const below = [withStack ? run.stackName : null, run.createdBy].filter((text) => text !== null);
  return (
    <span className="flex gap-2.5 max-sm:-mr-4">
      {pickFor !== undefined && (
        <input
          type="checkbox"
          name="runs"
          value={run.id}
          form={pickFor}
          aria-label={`Pick ${run.name}`}
          className="relative z-[1] mt-[3px] size-3.5 shrink-0 accent-[var(--ink)] print:hidden"
        />
      )}
      <span className="min-w-0 flex-1">
        <RowLink href={url.run(run.project, run.name)} code>
          {run.name}
        </RowLink>
        {withProject && <span className="block text-ink-3">{run.project}</span>}
        <span className="flex gap-2 text-ink-3 sm:hidden">
          <RunStatus status={run.status} />
          {/* Without a width of its own: else the longest would widen the table beyond the screen. */}
          <span className="w-0 flex-1 truncate">{below.join(' · ')}</span>
          <RelativeTime at={run.startedAt} now={now} />
        </span>
      </span>
    </span>
  );
}

/** A name that people gave, cut where it would take the room of the others; whole on hover. */
function OneLine({ text }: { readonly text: string }) {
  return (
    <span title={text} className="block max-w-48 truncate">
      {text}
    </span>
  );
}

/** The beginning of a commit's hash as people say it, the whole on hover. */
export function Commit({ sha }: { readonly sha: string | null }) {
  if (sha === null) return '–';
  return (
    <code title={sha} className="whitespace-nowrap">
      {sha.slice(0, 7)}
    </code>
  );
}
