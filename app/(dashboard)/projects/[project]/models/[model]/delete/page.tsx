import { deleteModelAction } from '@/app/(dashboard)/_model/actions';
import { openModel } from '@/app/(dashboard)/_model/open';
import { DeletionPage } from '@/components/forms/deletion-page';
import { ModelGone } from '@/components/models/model-gone';
import { url } from '@/lib/core/urls';
import { previewDeleteModel } from '@/lib/models/delete-model';
import { names } from '@/lib/next/load';
import { whyNot } from '@/lib/next/why-not';

export const metadata = { title: 'Delete model' };

export default async function DeletePage({
  params,
}: {
  params: Promise<{ project: string; model: string }>;
}) {
  const at = await names(params);
  const { ctx, found } = await openModel(at, 'delete');
  if (found.value === null) return <ModelGone at={at} absence={found.absence} />;
  const { id, name, projectId } = found.value;
  const why = await whyNot(ctx, { operation: 'model', type: 'delete', projectId, resourceId: id });
  const goes = why === null ? await previewDeleteModel(ctx, { project: at.project, model: name }) : null;
  return (
    <DeletionPage
      title={`Delete ${name}?`}
      about={
        goes !== null && (
          <>
            Deletes the model with{' '}
            <b className="font-medium text-ink">
              {goes.versions} {goes.versions === 1 ? 'version' : 'versions'} and {goes.artifacts}{' '}
              {goes.artifacts === 1 ? 'artifact' : 'artifacts'}
            </b>
            , and every role that was given on it alone. Its pages say that you deleted it, and when. The name
            is free again and inherits nothing.
          </>
        )
      }
      why={why}
      action={deleteModelAction}
      at={{ project: at.project, model: name }}
      name={name}
      back={url.model(at.project, name)}
    />
  );
}
