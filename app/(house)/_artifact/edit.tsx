import { indentJson } from '@/components/artifact/json/indent-json';
import { Submit } from '@/components/forms/fields';
import { Form } from '@/components/forms/form';
import { FormPage } from '@/components/forms/form-page';
import { JsonField } from '@/components/forms/json-field';
import { LinkButton } from '@/components/ui/button';
import { whyNot } from '@/lib/next/why-not';
import { editArtifact } from './actions';
import { type ArtifactParams, addressOf, pageAddress } from './address';
import { ArtifactGone } from './gone';
import { openArtifact } from './open';

/** The body as text, to be written as the next revision by somebody who saw this one. */
export async function EditArtifact({ params }: { params: ArtifactParams }) {
  const at = await addressOf(params);
  const { ctx, found } = await openArtifact(at, 'edit');
  if (found.value === null) return <ArtifactGone at={at} gone={found.gone} />;
  const { projectId, modelId, identifier, headRevision, body } = found.value;
  const why = await whyNot(ctx, { operation: 'artifact', type: 'update', projectId, resourceId: modelId });
  return (
    <FormPage
      title={`Edit ${identifier}`}
      about={`Saving writes revision ${headRevision + 1}; revision ${headRevision} stays as it is. Everything is checked before anything is written.`}
      why={why}
      wide
    >
      <Form action={editArtifact}>
        <input type="hidden" name="project" value={at.project} />
        <input type="hidden" name="model" value={at.model} />
        <input type="hidden" name="version" value={at.version ?? ''} />
        <input type="hidden" name="artifact" value={at.artifact} />
        <input type="hidden" name="expectedRevision" value={headRevision} />
        <JsonField name="body" label="Body" initial={indentJson(body).join('\n')} />
        <div className="flex gap-2">
          <Submit>Save revision {headRevision + 1}</Submit>
          <LinkButton href={pageAddress(at, null)}>Cancel</LinkButton>
        </div>
      </Form>
    </FormPage>
  );
}
