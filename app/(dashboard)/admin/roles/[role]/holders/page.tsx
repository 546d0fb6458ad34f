import type { Metadata } from 'next';
import { ActionLink } from '@/components/access/action-link';
import { EndOf } from '@/components/access/assignment-columns';
import { ConfirmButton } from '@/components/forms/confirm-button';
import { Rows } from '@/components/lists/list';
import { AccountLink } from '@/components/people/account-link';
import { RelativeTime } from '@/components/ui/relative-time';
import { can } from '@/lib/access/authorize';
import { url } from '@/lib/core/urls';
import { whyNot } from '@/lib/next/why-not';
import type { Assignment } from '@/lib/roles/assignment';
import { listRoleAssignments } from '@/lib/roles/list-role-assignments';
import { endAssignmentAction } from '../../../assignments/actions';
import { RoleGone } from '../../gone';
import { openRole } from '../../open';
import { RoleHead } from '../head';

interface PageProps {
  readonly params: Promise<{ role: string }>;
}

export async function generateMetadata({ params }: PageProps): Promise<Metadata> {
  return { title: `Who holds ${(await params).role} · Roles` };
}

/** The first hundred assignments of a role, as far as the reader may know. */
export default async function RoleHoldersPage({ params }: PageProps) {
  const { ctx, name: sought, found } = await openRole(params, 'holders');
  if (found.value === null) return <RoleGone name={sought} absence={found.absence} />;
  const { name } = found.value;
  const { items, count, next } = await listRoleAssignments(ctx, { role: name, limit: 100 });
  const mayEnd = new Map<string | null, boolean>();
  for (const projectId of new Set(items.map((each) => each.projectId)))
    mayEnd.set(projectId, await can(ctx, { operation: 'role_assignment', type: 'delete', projectId }));
  return (
    <>
      <RoleHead ctx={ctx} role={found.value} tab="holders" />
      {items.length === 0 ? (
        <p className="border-t border-rule py-4 text-ink-2">Nobody holds the role, as far as you may see.</p>
      ) : (
        <Rows
          label="Who holds the role"
          items={items}
          keyOf={({ id }) => id}
          columns={[
            { label: 'Held by', cell: (assignment) => <Holder assignment={assignment} now={ctx.now} /> },
            { label: 'Where', hide: 'narrow', dim: true, cell: ({ project }) => project ?? 'everywhere' },
            { label: 'Given by', hide: 'medium', dim: true, cell: ({ createdBy }) => createdBy },
            {
              label: 'Given',
              hide: 'medium',
              dim: true,
              cell: ({ createdAt }) => <RelativeTime at={createdAt} now={ctx.now} ago />,
            },
            {
              label: 'Ends',
              hide: 'narrow',
              dim: true,
              cell: ({ expiresAt }) => <EndOf at={expiresAt} now={ctx.now} />,
            },
            {
              label: 'Change',
              numeric: true,
              cell: ({ id, user, team, projectId, project }) =>
                mayEnd.get(projectId) === true && (
                  <ConfirmButton
                    action={endAssignmentAction}
                    fields={{ id }}
                    label="End"
                    question={`End the role ${name} of ${user ?? `the team ${team}`} ${project === null ? 'everywhere' : `on ${project}`}? What comes through it alone ends at once.`}
                  />
                ),
            },
          ]}
        />
      )}
      <div className="flex flex-wrap items-baseline justify-between gap-3 py-4">
        <ActionLink
          label="Assign the role"
          href={url.newAssignment({ role: name })}
          why={await whyNot(ctx, { operation: 'role_assignment', type: 'create', projectId: null })}
        />
        {next !== null && (
          <a href={url.assignments({ role: name })} className="link">
            All {typeof count === 'number' ? count.toLocaleString('en') : count} assignments
          </a>
        )}
      </div>
    </>
  );
}

function Holder({
  assignment: { user, userKind, team, project, expiresAt },
  now,
}: {
  readonly assignment: Assignment;
  readonly now: Date;
}) {
  return (
    <>
      {user === null ? (
        <>
          <span className="text-ink-3">team</span>{' '}
          <a href={url.team(team ?? '')} className="font-medium">
            {team}
          </a>
        </>
      ) : (
        <AccountLink name={user} kind={userKind} className="font-medium" />
      )}
      <span className="block text-ink-3 sm:hidden">{project === null ? 'everywhere' : `on ${project}`}</span>
      {expiresAt !== null && (
        <span className="block sm:hidden">
          <EndOf at={expiresAt} now={now} />
        </span>
      )}
    </>
  );
}
