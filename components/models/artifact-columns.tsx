import { verdictText } from '@/components/hallmark/hallmark';
import { type ListColumn, Rows } from '@/components/lists/list';
import { RowLink } from '@/components/lists/table';
import { RelativeTime } from '@/components/ui/relative-time';
import { STATUS_WORD, Status } from '@/components/ui/status';
import type { ArtifactHead } from '@/lib/artifacts/artifact';
import type { ArtifactSummary } from '@/lib/artifacts/summary';
import { url } from '@/lib/core/urls';
import { summaryVerdict, TYPE_WORDS } from './summary-labels';

/** What an artifact is called, what it says, who wrote it last and when. `withPlace` for lists that span models. */
export function artifactColumns(now: Date, withPlace = false): ListColumn<ArtifactHead>[] {
  return [
    {
      label: 'Artifact',
      sort: ['identifier', 'ascending'],
      cell: ({ project, model, version, identifier }) => (
        <>
          <RowLink href={url.artifact(project, model, version, identifier)} code>
            {identifier}
          </RowLink>
          {withPlace && (
            <span className="block text-ink-3">
              {project} / {model}
              {version !== null && <> / {version}</>}
            </span>
          )}
        </>
      ),
    },
    { label: 'Type', hide: 'narrow', dim: true, cell: ({ type }) => TYPE_WORDS[type].one },
    { label: 'Summary', cell: ({ summary }) => <Summary summary={summary} /> },
    { label: 'Rev', numeric: true, hide: 'medium', dim: true, cell: ({ headRevision }) => headRevision },
    { label: 'By', hide: 'medium', dim: true, cell: ({ updatedBy }) => updatedBy },
    {
      label: 'Written',
      numeric: true,
      dim: true,
      sort: ['updated', 'descending'],
      cell: ({ updatedAt }) => <RelativeTime at={updatedAt} now={now} />,
    },
  ];
}

interface ArtifactRowsProps {
  readonly label: string;
  readonly artifacts: readonly ArtifactHead[];
  readonly now: Date;
  readonly withPlace?: boolean;
}

/** Artifacts in a short list that has one order and one page. */
export function ArtifactRows({ label, artifacts, now, withPlace }: ArtifactRowsProps) {
  return (
    <Rows
      label={label}
      columns={artifactColumns(now, withPlace)}
      items={artifacts}
      keyOf={(artifact) => artifact.id}
    />
  );
}

function Summary({ summary }: { summary: ArtifactSummary }) {
  const verdict = summaryVerdict(summary);
  if (verdict.kind === 'none') return <span className="text-ink-2">{verdict.text}</span>;
  return (
    <span title={verdictText(verdict)}>
      <Status kind={verdict.kind} text={STATUS_WORD[verdict.kind]} />{' '}
      <span className="whitespace-nowrap text-ink-3">{verdict.text}</span>
    </span>
  );
}
