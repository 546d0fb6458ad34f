import { DeletionPage } from '@/components/forms/deletion-page';
import { url } from '@/lib/core/urls';
import { whyNot } from '@/lib/next/why-not';
import { setServiceAccountActiveAction } from '../../actions';
import { ServiceAccountGone } from '../../gone';
import { openServiceAccount } from '../../open';

export const metadata = { title: 'Deactivate or reactivate' };

export default async function StatePage({ params }: { params: Promise<{ account: string }> }) {
  const { ctx, name: sought, found } = await openServiceAccount(params);
  if (found.value === null) return <ServiceAccountGone name={sought} absence={found.absence} />;
  const { id, name, isActive } = found.value;
  return (
    <DeletionPage
      title={isActive ? `Deactivate ${name}?` : `Reactivate ${name}?`}
      about={
        isActive
          ? 'Ends every token of the account at once: what uses them stops working. It holds nothing until it is reactivated; its teams and roles stay with it.'
          : 'The account holds its teams and roles again. Its tokens have ended and stay so: issue new ones.'
      }
      why={await whyNot(ctx, { operation: 'user', type: 'update', projectId: null, resourceId: id })}
      action={setServiceAccountActiveAction}
      at={{ account: name, active: isActive ? 'no' : 'yes' }}
      verb={isActive ? ['Deactivate', 'Deactivating…'] : ['Reactivate', 'Reactivating…']}
      name={name}
      back={url.serviceAccount(name)}
    />
  );
}
