import { DeletionPage } from '@/components/forms/deletion-page';
import { actorUserId } from '@/lib/core/actor';
import { url } from '@/lib/core/urls';
import { whyNot } from '@/lib/next/why-not';
import { previewDeleteUser } from '@/lib/people/delete-user';
import { goesWithPerson, stays } from '../../../deletion-words';
import { deletePersonAction } from '../../actions';
import { PersonGone } from '../../gone';
import { openPerson } from '../../open';

export const metadata = { title: 'Delete account' };

export default async function DeletePage({ params }: { params: Promise<{ person: string }> }) {
  const { ctx, name: sought, found } = await openPerson(params);
  if (found.value === null) return <PersonGone name={sought} absence={found.absence} />;
  const { id, name } = found.value;
  const why =
    id === actorUserId(ctx.actor)
      ? 'You cannot delete your own account. Ask another administrator.'
      : await whyNot(ctx, { operation: 'user', type: 'delete', projectId: null, resourceId: id });
  const effect = why === null ? await previewDeleteUser(ctx, { user: name }) : null;
  return (
    <DeletionPage
      title={`Delete ${name}?`}
      about={
        effect !== null && (
          <>
            Ends <b className="font-medium text-ink">{goesWithPerson(effect)}</b>. What the account made
            stays, under its name: {stays(effect)}. The name is free again and inherits nothing.
          </>
        )
      }
      why={why}
      action={deletePersonAction}
      at={{ user: name }}
      name={name}
      back={url.person(name)}
    />
  );
}
