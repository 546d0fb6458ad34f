import { ArtifactRows } from '@/components/models/artifact-columns';
import { listArtifacts } from '@/lib/artifacts/list-artifacts';
import { url } from '@/lib/core/urls';
import { signedInCtx } from '@/lib/next/page-ctx';

/** Cards and suites of a model: every version is judged by them. */
export async function ModelArtifacts({ at }: { at: { project: string; model: string } }) {
  const ctx = await signedInCtx();
  const { items } = await listArtifacts(ctx, { ...at, level: 'model', sort: 'identifier' });
  return (
    <section aria-labelledby="of-model">
      <h2 id="of-model">Cards and suites</h2>
      {items.length === 0 ? (
        <p className="mt-1 max-w-[72ch] border-t border-rule pt-2 text-ink-2">
          None yet. The negotiation card says what the model must do, the test suite how that is tested; both
          hold for every version.{' '}
          <a href={url.newArtifact(at.project, at.model, null)} className="link whitespace-nowrap">
            Write one as JSON
          </a>
        </p>
      ) : (
        <ArtifactRows label="Cards and suites" artifacts={items} now={ctx.now} />
      )}
    </section>
  );
}
