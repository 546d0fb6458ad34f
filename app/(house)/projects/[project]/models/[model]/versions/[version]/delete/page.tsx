import { deleteVersion } from '@/app/(house)/_model/actions';
import { openVersion } from '@/app/(house)/_model/open';
import { Submit } from '@/components/forms/fields';
import { Form } from '@/components/forms/form';
import { FormPage } from '@/components/forms/form-page';
import { ModelGone } from '@/components/models/model-gone';
import { LinkButton } from '@/components/ui/button';
import { url } from '@/lib/core/urls';
import { previewDeleteVersion } from '@/lib/models/delete-version';
import { names } from '@/lib/next/load';
import { whyNot } from '@/lib/next/why-not';

export const metadata = { title: 'Delete version' };

interface PageProps {
  readonly params: Promise<{ project: string; model: string; version: string }>;
}

export default async function DeletePage({ params }: PageProps) {
  const at = await names(params);
  const { ctx, found } = await openVersion(at, 'delete');
  if (found.value === null) return <ModelGone at={at} gone={found.gone} />;
  const { name, projectId, modelId } = found.value;
  const why = await whyNot(ctx, { operation: 'model', type: 'delete', projectId, resourceId: modelId });
  const goes = why === null ? await previewDeleteVersion(ctx, { ...at, version: name }) : null;
  return (
    <FormPage
      title={`Delete version ${name} of ${at.model}?`}
      about={
        goes !== null && (
          <>
            Deletes the version with{' '}
            <b className="font-medium text-ink">
              {goes.artifacts} {goes.artifacts === 1 ? 'artifact' : 'artifacts'}
            </b>
            . Cards and suites are the model's and stay. Its pages say that you deleted it, and when.
          </>
        )
      }
      why={why}
    >
      <Form action={deleteVersion}>
        <input type="hidden" name="project" value={at.project} />
        <input type="hidden" name="model" value={at.model} />
        <input type="hidden" name="version" value={name} />
        <div className="flex flex-wrap gap-2">
          <Submit look="danger" busy="Deleting…">
            Delete {name}
          </Submit>
          <LinkButton href={url.version(at.project, at.model, name)}>Keep it</LinkButton>
        </div>
      </Form>
    </FormPage>
  );
}
