import { RawJson } from '@/components/artifact/json/raw-json';
import { CopyButton } from '@/components/ui/copy-button';
import { oneEach, type SearchParams } from '@/lib/next/load';
import { type ArtifactParams, addressOf, revisionOf } from './address';
import { ArtifactChrome } from './chrome';
import { ArtifactGone } from './gone';
import { openArtifact } from './open';

/** Beyond this the body is not put into the page a second time for its copy button. */
const COPIED_MAX = 1_000_000;

interface PageProps {
  readonly params: ArtifactParams;
  readonly searchParams: SearchParams;
}

/** The stored text of an artifact's body. */
export async function ArtifactJson({ params, searchParams }: PageProps) {
  const at = await addressOf(params);
  const revision = revisionOf((await oneEach(searchParams))['rev']);
  const { ctx, found } = await openArtifact(at, 'json', revision);
  if (found.value === null) return <ArtifactGone at={at} absence={found.absence} />;
  const { body } = found.value;
  return (
    <ArtifactChrome ctx={ctx} at={at} artifact={found.value} view="json" revision={revision}>
      <div className="mb-2 flex items-center justify-between text-ink-3">
        <span>The body as it was posted, indented.</span>
        {body.length <= COPIED_MAX && (
          <CopyButton text={body} label="Copy the body as posted">
            Copy
          </CopyButton>
        )}
      </div>
      <RawJson text={body} />
    </ArtifactChrome>
  );
}
