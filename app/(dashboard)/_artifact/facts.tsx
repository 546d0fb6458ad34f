import { CopyButton } from '@/components/ui/copy-button';
import { type Fact, Facts } from '@/components/ui/facts';
import { instantText } from '@/components/ui/time-text';
import type { Artifact } from '@/lib/artifacts/artifact';
import { url } from '@/lib/core/urls';
import type { ArtifactRun } from '@/lib/runs/run-artifact';

interface ArtifactFactsProps {
  readonly artifact: Artifact;
  readonly permalink: string;
  /** Runs that are said to have produced it and that the reader may see, newest first. */
  readonly runs: readonly ArtifactRun[];
}

/** Who, when, where and which bytes: the facts of the revision on the page. */
export function ArtifactFacts({ artifact, permalink, runs }: ArtifactFactsProps) {
  const { creator, stampedAt, writtenBy, writtenAt, sha256, size, revision } = artifact.revision;
  const isClaimed = creator !== writtenBy || stampedAt.getTime() !== writtenAt.getTime();
  const facts: Fact[] = [
    { term: 'Written by', value: creator ?? 'unknown' },
    { term: 'Written', value: instantText(stampedAt) },
    isClaimed && { term: 'Imported by', value: `${writtenBy}, ${instantText(writtenAt)}` },
    runs.length > 0 && { term: 'Produced by', value: <ProducedBy runs={runs} /> },
    artifact.level === 'model' && { term: 'Seen from', value: 'every version of the model' },
    { term: 'Identifier', value: <code>{artifact.identifier}</code> },
    { term: 'Size', value: sizeText(size) },
    {
      term: 'Permalink',
      value: (
        <a href={permalink} className="link">
          <code className="[overflow-wrap:anywhere] print:hidden">
            {url.artifactPermalink(artifact.id, revision)}
          </code>
          <code className="hidden print:inline">{permalink}</code>
        </a>
      ),
    },
    {
      term: 'SHA-256 of the body',
      value: (
        <>
          <code className="text-ink-2 print:hidden" title={sha256}>
            {sha256.slice(0, 8)}…{sha256.slice(-4)}
          </code>
          <code className="hidden print:inline">{sha256}</code>
          <span className="mt-1 block">
            <CopyButton text={sha256} label="Copy the hash">
              Copy
            </CopyButton>
          </span>
        </>
      ),
    },
  ].filter((fact) => fact !== false);
  return <Facts facts={facts} />;
}

/** As many as a reader looks at; the rest are counted. */
const RUNS_SHOWN = 5;

function ProducedBy({ runs }: Pick<ArtifactFactsProps, 'runs'>) {
  return (
    <ul className="flex flex-col gap-1">
      {runs.slice(0, RUNS_SHOWN).map(({ id, project, name, step, revision }) => (
        <li key={id}>
          run{' '}
          <a href={url.run(project, name)} className="link">
            <code className="[overflow-wrap:anywhere]">{name}</code>
          </a>
          <span className="text-ink-3">
            {step !== null && <>, step {step}</>}
            {revision !== null && <>, revision {revision}</>}
          </span>
        </li>
      ))}
      {runs.length > RUNS_SHOWN && (
        <li className="text-ink-3">and {runs.length - RUNS_SHOWN} runs before them</li>
      )}
    </ul>
  );
}

function sizeText(bytes: number): string {
  if (bytes < 1024) return `${bytes} bytes`;
  const [unit, size] = bytes < 1024 * 1024 ? ['KB', bytes / 1024] : ['MB', bytes / 1024 / 1024];
  return `${size < 10 ? size.toFixed(1) : Math.round(size)} ${unit}`;
}
