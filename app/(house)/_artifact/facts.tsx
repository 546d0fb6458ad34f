import { CopyButton } from '@/components/ui/copy-button';
import { type Fact, Facts } from '@/components/ui/facts';
import { exactText } from '@/components/ui/time-text';
import type { Artifact } from '@/lib/artifacts/artifact';
import { url } from '@/lib/core/urls';

/** Who, when, where and which bytes: the facts of the revision on the page. */
export function ArtifactFacts({ artifact, permalink }: { artifact: Artifact; permalink: string }) {
  const { creator, stampedAt, writtenBy, writtenAt, sha256, size, revision } = artifact.revision;
  const isClaimed = creator !== writtenBy || stampedAt.getTime() !== writtenAt.getTime();
  const facts: Fact[] = [
    { term: 'Written by', value: creator ?? 'nobody known' },
    { term: 'Written', value: exactText(stampedAt) },
    isClaimed && { term: 'Brought here by', value: `${writtenBy}, ${exactText(writtenAt)}` },
    artifact.level === 'model' && { term: 'Seen from', value: 'every version of the model' },
    { term: 'Identifier', value: <code>{artifact.identifier}</code> },
    { term: 'Size', value: sizeText(size) },
    {
      term: 'Permalink',
      value: (
        <a href={permalink} className="link">
          <code className="[overflow-wrap:anywhere]">{url.artifactPermalink(artifact.id, revision)}</code>
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

function sizeText(bytes: number): string {
  if (bytes < 1024) return `${bytes} bytes`;
  const [unit, size] = bytes < 1024 * 1024 ? ['KB', bytes / 1024] : ['MB', bytes / 1024 / 1024];
  return `${size < 10 ? size.toFixed(1) : Math.round(size)} ${unit}`;
}
