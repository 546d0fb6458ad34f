import { DeletionPage } from '@/components/forms/deletion-page';
import { actorUserId } from '@/lib/core/actor';
import { url } from '@/lib/core/urls';
import { whyNot } from '@/lib/next/why-not';
import { setPersonActiveAction } from '../../actions';
import { PersonGone } from '../../gone';
import { openPerson } from '../../open';

export const metadata = { title: 'Deactivate or reactivate' };

export default async function StatePage({ params }: { params: Promise<{ person: string }> }) {
  const { ctx, name: sought, found } = await openPerson(params);
  if (found.value === null) return <PersonGone name={sought} absence={found.absence} />;
  const { id, name, isActive } = found.value;
  const why =
    isActive && id === actorUserId(ctx.actor)
      ? 'You cannot deactivate your own account. Ask another administrator.'
      : await whyNot(ctx, { operation: 'user', type: 'update', projectId: null, resourceId: id });
  return (
    <DeletionPage
      title={isActive ? `Deactivate ${name}?` : `Reactivate ${name}?`}
      about={
        isActive
          ? 'Ends every session and token of the account at once, and every open invitation and password link that it made; it holds nothing until it is reactivated. Its teams and roles stay with it; what it made stays as it is.'
          : 'The account holds its teams and roles again. Its sessions and tokens have ended and stay so.'
      }
      why={why}
      action={setPersonActiveAction}
      at={{ user: name, active: isActive ? 'no' : 'yes' }}
      verb={isActive ? ['Deactivate', 'Deactivating…'] : ['Reactivate', 'Reactivating…']}
      name={name}
      back={url.person(name)}
    />
  );
}
