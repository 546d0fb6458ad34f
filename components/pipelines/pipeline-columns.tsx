import type { ListColumn } from '@/components/lists/list';
import { RowLink } from '@/components/lists/table';
import { RunStatus } from '@/components/runs/run-status';
import { RelativeTime } from '@/components/ui/relative-time';
import { url } from '@/lib/core/urls';
import type { ListedPipeline } from '@/lib/pipelines/pipeline';

/** What a pipeline is called and for, how often it ran, and how it went last. */
export function pipelineColumns(project: string, now: Date): ListColumn<ListedPipeline>[] {
  return [
    {
      label: 'Pipeline',
      sort: ['name', 'ascending'],
      cell: ({ name, docstring }) => (
        <>
          <RowLink href={url.pipeline(project, name)}>{name}</RowLink>
          {docstring !== null && <span className="line-clamp-2 max-w-[72ch] text-ink-3">{docstring}</span>}
        </>
      ),
    },
    {
      label: 'Runs',
      numeric: true,
      dim: true,
      cell: ({ runs }) => (typeof runs === 'number' ? runs.toLocaleString('en') : runs),
    },
    {
      label: 'Last run',
      hide: 'narrow',
      cell: ({ lastRun }) =>
        lastRun === null ? <span className="text-ink-3">none</span> : <RunStatus status={lastRun.status} />,
    },
    {
      label: 'When',
      numeric: true,
      dim: true,
      sort: ['recent', 'descending'],
      cell: ({ lastRun }) => (lastRun === null ? '–' : <RelativeTime at={lastRun.startedAt} now={now} />),
    },
  ];
}
