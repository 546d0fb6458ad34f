import type { Metadata } from 'next';
import { HistoryLink } from '@/app/(dashboard)/history-link';
import { ActionLink } from '@/components/access/action-link';
import { EndOf } from '@/components/access/assignment-columns';
import { ConfirmButton } from '@/components/forms/confirm-button';
import { Rows } from '@/components/lists/list';
import { Facts } from '@/components/ui/facts';
import { PageHead } from '@/components/ui/page-head';
import { dayText } from '@/components/ui/time-text';
import { can } from '@/lib/access/authorize';
import type { Ctx } from '@/lib/core/ctx';
import { url } from '@/lib/core/urls';
import { whyNot } from '@/lib/next/why-not';
import { listRoleAssignments } from '@/lib/roles/list-role-assignments';
import { leadsTeam } from '@/lib/teams/leads-team';
import { endAssignmentAction } from '../../assignments/actions';
import { TeamGone } from '../gone';
import { openTeam } from '../open';
import { Members } from './members';
import { OwnedAccounts } from './owned-accounts';

interface PageProps {
  readonly params: Promise<{ team: string }>;
}

export async function generateMetadata({ params }: PageProps): Promise<Metadata> {
  return { title: `${(await params).team} · Teams` };
}

export default async function TeamPage({ params }: PageProps) {
  const { ctx, name: sought, found } = await openTeam(params);
  if (found.value === null) return <TeamGone name={sought} absence={found.absence} />;
  const team = found.value;
  const { id, name, members } = team;
  const required = { operation: 'team', projectId: null } as const;
  const mayUpdate = await whyNot(ctx, { ...required, type: 'update' });
  const assigning = { operation: 'role_assignment', type: 'create', projectId: null } as const;
  return (
    <>
      <PageHead
        title={name}
        under={`${members.length.toLocaleString('en')} ${members.length === 1 ? 'member' : 'members'}`}
        actions={
          <>
            <HistoryLink ctx={ctx} id={id} projectId={null} />
            <ActionLink
              label="Delete"
              href={url.part(url.team(name), 'delete')}
              why={await whyNot(ctx, { ...required, type: 'delete' })}
            />
            <ActionLink label="Rename" href={url.part(url.team(name), 'edit')} why={mayUpdate} hotkey="e" />
            <ActionLink
              label="Assign a role"
              href={url.newAssignment({ team: name })}
              why={await whyNot(ctx, assigning)}
              look="primary"
            />
          </>
        }
      />
      <div className="with-aside [--aside:220px]">
        <div className="flex min-w-0 flex-col gap-9">
          <Held ctx={ctx} team={name} />
          <Members
            team={team}
            mayUpdate={mayUpdate === null}
            leads={await leadsTeam(ctx, id)}
            readsPeople={await can(ctx, { operation: 'user', type: 'read', projectId: null })}
          />
          <OwnedAccounts ctx={ctx} teamId={id} team={name} />
        </div>
        <Facts
          facts={[
            { term: 'Created', value: `${dayText(team.createdAt)} by ${team.createdBy}` },
            { term: 'Identity', value: <code className="text-ink-2">{id}</code> },
          ]}
        />
      </div>
    </>
  );
}

/** The first hundred roles that the team has, and where, as far as the reader may know. */
async function Held({ ctx, team }: { readonly ctx: Ctx; readonly team: string }) {
  const { items, count } = await listRoleAssignments(ctx, { team, limit: 100 });
  const mayEnd = new Map<string | null, boolean>();
  for (const projectId of new Set(items.map((each) => each.projectId)))
    mayEnd.set(projectId, await can(ctx, { operation: 'role_assignment', type: 'delete', projectId }));
  return (
    <section aria-labelledby="roles">
      <h2 id="roles" className="mb-1">
        Roles <span className="font-normal text-ink-3">{count.toLocaleString('en')}</span>
      </h2>
      {items.length === 0 ? (
        <p className="border-t border-rule py-2 text-ink-3">The team holds no role that you may see.</p>
      ) : (
        <Rows
          label="Roles of the team"
          items={items}
          keyOf={({ id }) => id}
          columns={[
            {
              label: 'Role',
              cell: ({ role }) => (
                <a href={url.role(role)} className="font-medium">
                  {role}
                </a>
              ),
            },
            { label: 'Where', dim: true, cell: ({ project }) => project ?? 'everywhere' },
            {
              label: 'Ends',
              dim: true,
              hide: 'narrow',
              cell: ({ expiresAt }) => <EndOf at={expiresAt} now={ctx.now} />,
            },
            {
              label: 'End',
              numeric: true,
              cell: ({ id, role, projectId, project }) =>
                mayEnd.get(projectId) === true && (
                  <ConfirmButton
                    action={endAssignmentAction}
                    fields={{ id }}
                    label="End"
                    question={`End the role ${role} of the team ${team} ${project === null ? 'everywhere' : `on ${project}`}? Its members lose at once what comes through it alone.`}
                  />
                ),
            },
          ]}
        />
      )}
    </section>
  );
}
