import { ArtifactDocument, type ArtifactLinks } from '@/components/artifact/artifact-document';
import { cardOfScenario, caseAnchor, fragment, scenarioAnchor } from '@/components/artifact/scenario-anchor';
import type { Artifact } from '@/lib/artifacts/artifact';
import { url } from '@/lib/core/urls';
import { oneEach, type SearchParams } from '@/lib/next/load';
import { type ArtifactParams, type At, addressOf, revisionOf } from './address';
import { ArtifactChrome } from './chrome';
import { ArtifactGone } from './gone';
import { openArtifact } from './open';
import { tracesOf } from './traces';

interface PageProps {
  readonly params: ArtifactParams;
  readonly searchParams: SearchParams;
}

/** An artifact as people read it. */
export async function RenderedArtifact({ params, searchParams }: PageProps) {
  const at = await addressOf(params);
  const revision = revisionOf((await oneEach(searchParams))['rev']);
  const { ctx, found } = await openArtifact(at, null, revision);
  if (found.value === null) return <ArtifactGone at={at} gone={found.gone} />;
  const artifact = found.value;
  return (
    <ArtifactChrome ctx={ctx} at={at} artifact={artifact} view="rendered" revision={revision}>
      <ArtifactDocument
        type={artifact.type}
        body={JSON.parse(artifact.body)}
        links={linksOf(at, artifact)}
        {...(await tracesOf(ctx, at, artifact))}
      />
    </ArtifactChrome>
  );
}

/** Addresses of what an artifact refers to: cards and suites lie at the model, evidence in the same version. */
function linksOf(at: At, { body, type }: Artifact): ArtifactLinks {
  const suite =
    type === 'results' ? String((JSON.parse(body) as { test_suite_id?: unknown }).test_suite_id ?? '') : '';
  return {
    scenario: (id) => {
      const card = cardOfScenario(id);
      return card === null
        ? null
        : `${url.artifact(at.project, at.model, null, card)}${fragment(scenarioAnchor(id))}`;
    },
    testCase: (id) =>
      suite === '' ? null : `${url.artifact(at.project, at.model, null, suite)}${fragment(caseAnchor(id))}`,
    evidence: (id) =>
      at.version === null ? null : url.artifact(at.project, at.model, at.version, `evidence.${id}`),
    source: (kind, id) => url.artifact(at.project, at.model, kind === 'results' ? at.version : null, id),
  };
}
