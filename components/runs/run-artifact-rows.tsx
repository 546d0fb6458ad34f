import { Rows } from '@/components/lists/list';
import { artifactColumns } from '@/components/models/artifact-columns';
import type { RunArtifact } from '@/lib/runs/run-artifact';

interface RunArtifactRowsProps {
  readonly artifacts: readonly RunArtifact[];
  readonly now: Date;
}

/** What a run produced, as it is now: which revision was the run's, and which step wrote it, where somebody said. */
export function RunArtifactRows({ artifacts, now }: RunArtifactRowsProps) {
  const [artifact, type, says, , , written] = artifactColumns(now, true);
  const columns = [artifact, type, says].filter((column) => column !== undefined);
  return (
    <Rows
      label="Artifacts of the run"
      items={artifacts}
      keyOf={({ id }) => id}
      columns={[
        ...columns,
        { label: 'Step', hide: 'medium', dim: true, cell: ({ step }: RunArtifact) => step ?? '–' },
        {
          label: 'Revision',
          numeric: true,
          hide: 'narrow',
          dim: true,
          cell: ({ revision, headRevision }: RunArtifact) =>
            revision === null ? '–' : `${revision} of ${headRevision}`,
        },
        ...(written === undefined ? [] : [written]),
      ]}
    />
  );
}
