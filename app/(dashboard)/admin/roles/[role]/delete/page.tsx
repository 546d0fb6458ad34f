import { DeletionPage } from '@/components/forms/deletion-page';
import { EffectList } from '@/components/roles/effect-list';
import { url } from '@/lib/core/urls';
import { previewRoleEnd } from '@/lib/roles/console/preview-role-change';
import { previewDeleteRole } from '@/lib/roles/delete-role';
import { deleteRoleAction } from '../../actions';
import { RoleGone } from '../../gone';
import { openRole, whyNotRole } from '../../open';

export const metadata = { title: 'Delete role' };

export default async function DeleteRolePage({ params }: { params: Promise<{ role: string }> }) {
  const { ctx, name: sought, found } = await openRole(params, 'delete');
  if (found.value === null) return <RoleGone name={sought} absence={found.absence} />;
  const { name } = found.value;
  const why = await whyNotRole(ctx, found.value, 'delete');
  const ends = why === null ? await previewDeleteRole(ctx, { role: name }) : null;
  return (
    <DeletionPage
      title={`Delete ${name}?`}
      about={
        ends !== null && (
          <>
            <p>
              Ends{' '}
              <b className="font-medium text-ink">
                {ends.assignments.toLocaleString('en')}{' '}
                {ends.assignments === 1 ? 'role assignment' : 'role assignments'}
              </b>
              . Its holders stay, without what came through it alone. A later role of the name inherits
              nothing.
            </p>
            {ends.assignments > 0 && (
              <section aria-labelledby="effect" className="mt-5 text-ink">
                <h2 id="effect" className="mb-1">
                  Who loses
                </h2>
                <EffectList effects={await previewRoleEnd(ctx, { role: name })} role={name} />
              </section>
            )}
          </>
        )
      }
      why={why}
      action={deleteRoleAction}
      at={{ role: name }}
      name={name}
      back={url.role(name)}
    />
  );
}
