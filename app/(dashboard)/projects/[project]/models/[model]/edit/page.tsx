import { renameModelAction } from '@/app/(dashboard)/_model/actions';
import { openModel } from '@/app/(dashboard)/_model/open';
import { TextField } from '@/components/forms/fields';
import { Form } from '@/components/forms/form';
import { FormPage } from '@/components/forms/form-page';
import { Submit } from '@/components/forms/submit';
import { ModelGone } from '@/components/models/model-gone';
import { LinkButton } from '@/components/ui/button';
import { url } from '@/lib/core/urls';
import { names } from '@/lib/next/load';
import { whyNot } from '@/lib/next/why-not';

export const metadata = { title: 'Rename model' };

export default async function RenamePage({
  params,
}: {
  params: Promise<{ project: string; model: string }>;
}) {
  const at = await names(params);
  const { ctx, found } = await openModel(at, 'edit');
  if (found.value === null) return <ModelGone at={at} absence={found.absence} />;
  const { id, name, projectId } = found.value;
  const why = await whyNot(ctx, { operation: 'model', type: 'update', projectId, resourceId: id });
  return (
    <FormPage
      title={`Rename ${name}`}
      about="Pages with the old name lead to the new one, and permalinks do not change. Python clients have to use the new name."
      why={why}
    >
      <Form action={renameModelAction}>
        <input type="hidden" name="project" value={at.project} />
        <input type="hidden" name="model" value={name} />
        <TextField name="name" label="New name" initial={name} required autoFocus spellCheck={false} />
        <div className="flex gap-2">
          <Submit>Rename</Submit>
          <LinkButton href={url.model(at.project, name)}>Cancel</LinkButton>
        </div>
      </Form>
    </FormPage>
  );
}
