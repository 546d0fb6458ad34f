import { ArtifactDocument, type ArtifactLinks } from '@/components/artifact/artifact-document';
import { cardOfScenario, caseAnchor, fragment, scenarioAnchor } from '@/components/artifact/scenario-anchor';
import { queryText, url } from '@/lib/core/urls';
import { exactValue } from '@/lib/json/exact-json';
import { oneEach, type SearchParams } from '@/lib/next/load';
import { type ArtifactParams, type At, addressOf, pageAddress, revisionOf } from './address';
import { ArtifactChrome } from './chrome';
import { ArtifactGone } from './gone';
import { openArtifact } from './open';
import { tracesOf } from './traces';

/** What `?verdict=` may ask of results. */
const VERDICTS = ['failed', 'judge', 'none', 'passed'] as const;

interface PageProps {
  readonly params: ArtifactParams;
  readonly searchParams: SearchParams;
}

/** An artifact as people read it. */
export async function RenderedArtifact({ params, searchParams }: PageProps) {
  const at = await addressOf(params);
  const query = await oneEach(searchParams);
  const revision = revisionOf(query['rev']);
  const { ctx, found } = await openArtifact(at, null, revision);
  if (found.value === null) return <ArtifactGone at={at} absence={found.absence} />;
  const artifact = found.value;
  const body: unknown = exactValue(artifact.body);
  return (
    <ArtifactChrome ctx={ctx} at={at} artifact={artifact} view="rendered" revision={revision}>
      <ArtifactDocument
        type={artifact.type}
        body={body}
        links={linksOf(at, body)}
        filter={{
          only: VERDICTS.find((kind) => kind === query['verdict']) ?? null,
          hrefOf: (verdict) =>
            `${pageAddress(at, null)}${queryText({ rev: revision, verdict: verdict ?? '' })}`,
        }}
        {...(await tracesOf(ctx, at, artifact))}
      />
    </ArtifactChrome>
  );
}

/** Addresses of what an artifact refers to: cards and suites lie at the model, evidence in the same version. */
function linksOf(at: At, body: unknown): ArtifactLinks {
  const { test_suite_id: suiteId } = body as { test_suite_id?: unknown };
  const suite = typeof suiteId === 'string' ? suiteId : '';
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
