import { Submit } from '@/components/forms/fields';
import { Form } from '@/components/forms/form';
import { FormPage } from '@/components/forms/form-page';
import { LinkButton } from '@/components/ui/button';
import { whyNot } from '@/lib/next/why-not';
import { deleteArtifact } from './actions';
import { type ArtifactParams, addressOf, pageAddress } from './address';
import { ArtifactGone } from './gone';
import { openArtifact } from './open';

/** What deleting this artifact would do, and the button that does it. */
export async function DeleteArtifact({ params }: { params: ArtifactParams }) {
  const at = await addressOf(params);
  const { ctx, found } = await openArtifact(at, 'delete');
  if (found.value === null) return <ArtifactGone at={at} gone={found.gone} />;
  const { projectId, modelId, identifier, headRevision, level } = found.value;
  const why = await whyNot(ctx, { operation: 'artifact', type: 'delete', projectId, resourceId: modelId });
  const revisions = headRevision === 1 ? 'its one revision' : `its ${headRevision} revisions`;
  return (
    <FormPage
      title={`Delete ${identifier}?`}
      about={
        <>
          It goes from every list and from the Python clients, with {revisions}
          {level === 'model' && ', for every version of the model'}. Its permalinks say that you deleted it,
          and when. Reports that copied it keep their copies. The name is free again.
        </>
      }
      why={why}
    >
      <Form action={deleteArtifact}>
        <input type="hidden" name="project" value={at.project} />
        <input type="hidden" name="model" value={at.model} />
        <input type="hidden" name="version" value={at.version ?? ''} />
        <input type="hidden" name="artifact" value={at.artifact} />
        <div className="flex gap-2">
          <Submit look="danger" busy="Deleting…">
            Delete {identifier}
          </Submit>
          <LinkButton href={pageAddress(at, null)}>Keep it</LinkButton>
        </div>
      </Form>
    </FormPage>
  );
}
