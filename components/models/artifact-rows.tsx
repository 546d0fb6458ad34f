import { verdictText } from '@/components/hallmark/hallmark';
import { Cell, type Column, Row, RowLink } from '@/components/lists/table';
import { RelativeTime } from '@/components/ui/relative-time';
import { STATUS_WORD, Status } from '@/components/ui/status';
import type { ArtifactHead } from '@/lib/artifacts/artifact';
import type { ArtifactSummary } from '@/lib/artifacts/summary';
import { url } from '@/lib/core/urls';
import { summaryVerdict, TYPE_WORDS } from './summary-words';

interface ArtifactRowsProps {
  readonly artifacts: readonly ArtifactHead[];
  readonly now: Date;
  /** Names the model and version too, in lists that span several. */
  readonly withPlace?: boolean;
}

/** Headings of {@link ArtifactRows}; `sorting` adds the order links. */
export function artifactColumns(sorting: Readonly<Record<string, Partial<Column>>> = {}): Column[] {
  return [
    { label: 'Artifact', ...sorting['Artifact'] },
    { label: 'Type', hide: 'narrow' },
    { label: 'Says' },
    { label: 'Rev', numeric: true, hide: 'medium' },
    { label: 'By', hide: 'medium' },
    { label: 'Written', numeric: true, ...sorting['Written'] },
  ];
}

/** One row per artifact: what it is called, what it says, who wrote it last and when. */
export function ArtifactRows({ artifacts, now, withPlace = false }: ArtifactRowsProps) {
  return artifacts.map((artifact) => {
    const { project, model, version, identifier } = artifact;
    return (
      <Row key={artifact.id}>
        <Cell>
          <RowLink href={url.artifact(project, model, version, identifier)} code>
            {identifier}
          </RowLink>
          {withPlace && (
            <span className="block text-ink-3">
              {project} / {model}
              {version !== null && <> / {version}</>}
            </span>
          )}
        </Cell>
        <Cell hide="narrow" dim>
          {TYPE_WORDS[artifact.type].one}
        </Cell>
        <Cell>
          <Says summary={artifact.summary} />
        </Cell>
        <Cell numeric hide="medium" dim>
          {artifact.headRevision}
        </Cell>
        <Cell hide="medium" dim>
          {artifact.updatedBy}
        </Cell>
        <Cell numeric dim>
          <RelativeTime at={artifact.updatedAt} now={now} />
        </Cell>
      </Row>
    );
  });
}

function Says({ summary }: { summary: ArtifactSummary }) {
  const verdict = summaryVerdict(summary);
  if (verdict.kind === 'none') return <span className="text-ink-2">{verdict.text}</span>;
  return (
    <span title={verdictText(verdict)}>
      <Status kind={verdict.kind} text={STATUS_WORD[verdict.kind]} />{' '}
      <span className="whitespace-nowrap text-ink-3">{verdict.text}</span>
    </span>
  );
}
