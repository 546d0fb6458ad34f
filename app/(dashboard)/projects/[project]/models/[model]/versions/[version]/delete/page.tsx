import { deleteVersionAction } from '@/app/(dashboard)/_model/actions';
import { openVersion } from '@/app/(dashboard)/_model/open';
import { DeletionPage } from '@/components/forms/deletion-page';
import { ModelGone } from '@/components/models/model-gone';
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
  if (found.value === null) return <ModelGone at={at} absence={found.absence} />;
  const { name, projectId, modelId } = found.value;
  const why = await whyNot(ctx, { operation: 'model', type: 'delete', projectId, resourceId: modelId });
  const goes = why === null ? await previewDeleteVersion(ctx, { ...at, version: name }) : null;
  return (
    <DeletionPage
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
      action={deleteVersionAction}
      at={{ project: at.project, model: at.model, version: name }}
      name={name}
      back={url.version(at.project, at.model, name)}
    />
  );
}
