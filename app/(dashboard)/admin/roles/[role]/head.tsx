import { HistoryLink } from '@/app/(dashboard)/history-link';
import { ActionLink } from '@/components/access/action-link';
import { heldText, RoleOrigin } from '@/components/roles/role-columns';
import { Note } from '@/components/ui/note';
import { PageHead } from '@/components/ui/page-head';
import { RelativeTime } from '@/components/ui/relative-time';
import { Tabs } from '@/components/ui/tabs';
import { can } from '@/lib/access/authorize';
import type { Ctx } from '@/lib/core/ctx';
import { url } from '@/lib/core/urls';
import { whyNot } from '@/lib/next/why-not';
import type { RoleDetails } from '@/lib/roles/console/read-role-details';
import { whyNotRole } from '../open';

interface HeadProps {
  readonly ctx: Ctx;
  readonly role: RoleDetails;
  readonly tab: 'permissions' | 'holders';
}

/** What stands above both views of a role: what it is, what one may do with it, and what waits to be decided. */
export async function RoleHead({ ctx, role, tab }: HeadProps) {
  const { id, name, description, origin, places, isWaiting, formerBearer } = role;
  const here = url.role(name);
  const mayCreate = await whyNot(ctx, { operation: 'role', type: 'create', projectId: null });
  const mayAnswer = await can(ctx, { operation: 'role', type: 'update', projectId: null });
  return (
    <>
      <PageHead
        title={name}
        under={
          <span className="max-w-[90ch] [overflow-wrap:anywhere]">
            {isWaiting ? (
              <RoleOrigin role={{ ...role, isImported: true, permissions: role.permissions.length }} />
            ) : origin === 'built_in' ? (
              'Built-in role'
            ) : (
              'Custom role'
            )}
            {description !== null && ` · “${description}”`} · held by {heldText(places)}
            {origin !== 'built_in' && (
              <>
                {' '}
                · changed last by {role.updatedBy}, <RelativeTime at={role.updatedAt} now={ctx.now} ago />
              </>
            )}
          </span>
        }
        actions={
          <>
            <HistoryLink ctx={ctx} id={id} projectId={null} />
            {origin !== 'built_in' && (
              <>
                <ActionLink
                  label="Delete"
                  href={url.part(here, 'delete')}
                  why={await whyNotRole(ctx, role, 'delete')}
                />
                <ActionLink
                  label="Edit"
                  href={url.part(here, 'edit')}
                  why={await whyNotRole(ctx, role, 'update')}
                  hotkey="e"
                />
              </>
            )}
            <ActionLink
              label="Copy"
              href={url.newRole(name)}
              why={mayCreate}
              look={origin === 'built_in' ? 'primary' : 'plain'}
            />
          </>
        }
      />
      {isWaiting && (
        <Note tone="stale">
          An import brought this role, and what it permitted there holds nothing here until somebody decides.{' '}
          {mayAnswer && (
            <a href={url.importOffers()} className="link">
              Decide
            </a>
          )}
        </Note>
      )}
      {formerBearer !== null && (
        <Note>
          Before {name} was built in, this store had a role of that name. It is{' '}
          <a href={url.role(formerBearer)} className="link">
            {formerBearer}
          </a>{' '}
          now, with the same permissions and holders.
        </Note>
      )}
      <Tabs
        label="Views of the role"
        tabs={[
          { label: 'Permissions', href: here, isHere: tab === 'permissions' },
          {
            label: 'Held by',
            href: url.part(here, 'holders'),
            isHere: tab === 'holders',
            count: places.people + places.teams,
          },
        ]}
      />
    </>
  );
}
