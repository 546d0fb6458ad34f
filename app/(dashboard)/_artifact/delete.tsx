import { DeletionPage } from '@/components/forms/deletion-page';
import { whyNot } from '@/lib/next/why-not';
import { deleteArtifactAction } from './actions';
import { type ArtifactParams, addressOf, pageAddress } from './address';
import { ArtifactGone } from './gone';
import { openArtifact } from './open';

/** What deleting this artifact would do, and the button that does it. */
export async function DeleteArtifact({ params }: { params: ArtifactParams }) {
  const at = await addressOf(params);
  const { ctx, found } = await openArtifact(at, 'delete');
  if (found.value === null) return <ArtifactGone at={at} absence={found.absence} />;
  const { projectId, modelId, identifier, headRevision, level } = found.value;
  const why = await whyNot(ctx, { operation: 'artifact', type: 'delete', projectId, resourceId: modelId });
  const revisions = headRevision === 1 ? 'its one revision' : `its ${headRevision} revisions`;
  return (
    <DeletionPage
      title={`Delete ${identifier}?`}
      about={
        <>
          It is removed from every list and from the Python clients, with {revisions}
          {level === 'model' && ', for every version of the model'}. Its permalinks say that you deleted it,
          and when. Reports that copied it keep their copies. The name is free again.
        </>
      }
      why={why}
      action={deleteArtifactAction}
      at={{ project: at.project, model: at.model, version: at.version ?? '', artifact: at.artifact }}
      name={identifier}
      back={pageAddress(at, null)}
    />
  );
}
