import type { Metadata } from 'next';
import { AutoSubmit } from '@/components/lists/auto-submit';
import { GridKey } from '@/components/roles/grid-cell';
import { PermissionGrid } from '@/components/roles/permission-grid';
import { SinglePermissions } from '@/components/roles/single-permissions';
import { Facts } from '@/components/ui/facts';
import { dayText } from '@/components/ui/time-text';
import { url } from '@/lib/core/urls';
import { oneEach, type SearchParams } from '@/lib/next/load';
import { type RoleDraft, roleDraftOf } from '@/lib/next/role-draft';
import { roleGrid } from '@/lib/permissions/role-grid';
import { previewRoleChange } from '@/lib/roles/console/preview-role-change';
import type { RoleDetails } from '@/lib/roles/console/read-role-details';
import { permissionText } from '@/lib/roles/role';
import { RoleGone } from '../gone';
import { openRole, whyNotRole } from '../open';
import { RoleHead } from './head';
import { NotSaved } from './not-saved';

interface PageProps {
  readonly params: Promise<{ role: string }>;
  readonly searchParams: SearchParams;
}

export async function generateMetadata({ params }: PageProps): Promise<Metadata> {
  return { title: `${(await params).role} · Roles` };
}

export default async function RolePage({ params, searchParams }: PageProps) {
  const { ctx, name: sought, found } = await openRole(params);
  if (found.value === null) return <RoleGone name={sought} absence={found.absence} />;
  const role = found.value;
  const isEditable = (await whyNotRole(ctx, role, 'update')) === null;
  const draft = isEditable ? roleDraftOf(await oneEach(searchParams), role.permissions) : null;
  const preview =
    draft === null ? null : await previewRoleChange(ctx, { role: role.name, permissions: draft.permissions });
  const isChanged = preview !== null && preview.added.length + preview.removed.length > 0;
  return (
    <>
      <RoleHead ctx={ctx} role={role} tab="permissions" />
      <div className="grid gap-x-10 gap-y-8 min-[1180px]:grid-cols-[minmax(0,1fr)_360px]">
        <div className="min-w-0">
          {isEditable ? (
            <EditedGrid role={role} draft={draft} />
          ) : (
            <Grid role={role} draft={null} isEditable={false} />
          )}
        </div>
        {draft !== null && preview !== null && isChanged ? (
          <NotSaved role={role} draft={draft} preview={preview} now={ctx.now} />
        ) : (
          <Aside role={role} isEditable={isEditable} />
        )}
      </div>
    </>
  );
}

interface GridProps {
  readonly role: RoleDetails;
  readonly draft: RoleDraft | null;
  readonly isEditable: boolean;
}

function Grid({ role, draft, isEditable }: GridProps) {
  const saved = new Set(role.permissions.map(permissionText));
  const ticked = draft === null ? saved : new Set(draft.permissions.map(permissionText));
  const groups = roleGrid({ saved, ticked, places: role.places });
  const hasByItself = groups.some(({ rows }) =>
    rows.some(({ words }) => words.some(({ byItself }) => byItself)),
  );
  return (
    <>
      <PermissionGrid groups={groups} isEditable={isEditable} />
      <GridKey isEditable={isEditable} hasByItself={hasByItself} />
      <SinglePermissions permissions={role.permissions} ticked={ticked} isEditable={isEditable} />
    </>
  );
}

/** The grid as a form that asks by its address: what is ticked is previewed there, and nothing is saved by it. */
function EditedGrid({ role, draft }: Omit<GridProps, 'isEditable'>) {
  const since = draft?.since ?? role.updatedAt;
  return (
    <form action={url.role(role.name)} aria-label="Permissions">
      <input type="hidden" name="draft" value="1" />
      <input type="hidden" name="since" value={since.toISOString()} />
      <Grid role={role} draft={draft} isEditable />
      <div className="sticky bottom-0 bg-paper py-2.5 has-[.sr-only]:p-0">
        <AutoSubmit label="Preview" />
      </div>
    </form>
  );
}

interface AsideProps {
  readonly role: RoleDetails;
  readonly isEditable: boolean;
}

function Aside({ role, isEditable }: AsideProps) {
  return (
    <div className="flex flex-col gap-6">
      {isEditable && (
        <p className="max-w-[60ch] text-ink-2">
          What you tick is not saved yet: here you see first who gains and who loses by it, person by person.
        </p>
      )}
      <Facts
        facts={[
          { term: 'Created', value: `${dayText(role.createdAt)} by ${role.createdBy}` },
          { term: 'Identity', value: <code className="text-ink-2">{role.id}</code> },
        ]}
      />
    </div>
  );
}
