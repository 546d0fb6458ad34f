import { DeletionPage } from '@/components/forms/deletion-page';
import { url } from '@/lib/core/urls';
import { whyNot } from '@/lib/next/why-not';
import { previewDeleteServiceAccount } from '@/lib/service-accounts/delete-service-account';
import { goesWithServiceAccount, stays } from '../../../deletion-words';
import { deleteServiceAccountAction } from '../../actions';
import { ServiceAccountGone } from '../../gone';
import { openServiceAccount } from '../../open';

export const metadata = { title: 'Delete service account' };

export default async function DeletePage({ params }: { params: Promise<{ account: string }> }) {
  const { ctx, name: sought, found } = await openServiceAccount(params);
  if (found.value === null) return <ServiceAccountGone name={sought} absence={found.absence} />;
  const { id, name } = found.value;
  const why = await whyNot(ctx, { operation: 'user', type: 'delete', projectId: null, resourceId: id });
  const effect = why === null ? await previewDeleteServiceAccount(ctx, { serviceAccount: name }) : null;
  return (
    <DeletionPage
      title={`Delete ${name}?`}
      about={
        effect !== null && (
          <>
            Ends <b className="font-medium text-ink">{goesWithServiceAccount(effect)}</b>; what uses its
            tokens stops working at once. What the account made stays, under its name: {stays(effect)}. The
            name is free again and inherits nothing.
          </>
        )
      }
      why={why}
      action={deleteServiceAccountAction}
      at={{ account: name }}
      name={name}
      back={url.serviceAccount(name)}
    />
  );
}
