import type { Metadata } from 'next';
import { HistoryLink } from '@/app/(dashboard)/history-link';
import { ActionLink } from '@/components/access/action-link';
import { EndOf } from '@/components/access/assignment-columns';
import { ConfirmButton } from '@/components/forms/confirm-button';
import { TextField } from '@/components/forms/fields';
import { Form } from '@/components/forms/form';
import { Submit } from '@/components/forms/submit';
import { Rows } from '@/components/lists/list';
import { PersonState } from '@/components/people/person-state';
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
import { addMemberAction, removeMemberAction, setLeadAction } from '../actions';
import { TeamGone } from '../gone';
import { openTeam } from '../open';

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
      <div className="grid gap-x-10 gap-y-8 lg:grid-cols-[minmax(0,1fr)_220px]">
        <div className="flex min-w-0 flex-col gap-9">
          <Held ctx={ctx} team={name} />
          <Members
            team={team}
            mayUpdate={mayUpdate === null}
            leads={await leadsTeam(ctx, id)}
            readsPeople={await can(ctx, { operation: 'user', type: 'read', projectId: null })}
          />
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

interface MembersProps {
  readonly team: {
    readonly name: string;
    readonly members: readonly string[];
    readonly leads: readonly string[];
    readonly deactivated: readonly string[];
  };
  readonly mayUpdate: boolean;
  /** Whether the reader leads the team. */
  readonly leads: boolean;
  readonly readsPeople: boolean;
}

function Members({ team, mayUpdate, leads, readsPeople }: MembersProps) {
  const { name, members, deactivated } = team;
  const mayChange = (member: string) => mayUpdate || (leads && !team.leads.includes(member));
  return (
    <section aria-labelledby="members">
      <h2 id="members" className="mb-1">
        Members <span className="font-normal text-ink-3">{members.length.toLocaleString('en')}</span>
      </h2>
      {members.length === 0 ? (
        <p className="border-t border-rule py-2 text-ink-3">Nobody yet.</p>
      ) : (
        <Rows
          label="Members"
          items={members}
          keyOf={(member) => member}
          columns={[
            {
              label: 'Name',
              cell: (member) => (
                <>
                  {readsPeople ? (
                    <a href={url.person(member)} className="font-medium">
                      {member}
                    </a>
                  ) : (
                    <span className="font-medium">{member}</span>
                  )}
                  {team.leads.includes(member) && <span className="text-ink-3"> leads the team</span>}
                </>
              ),
            },
            { label: 'State', cell: (member) => <PersonState isActive={!deactivated.includes(member)} /> },
            {
              label: 'Change',
              numeric: true,
              cell: (member) => (
                <span className="flex flex-wrap justify-end gap-1.5">
                  {mayUpdate && (
                    <LeadButton team={name} member={member} leads={team.leads.includes(member)} />
                  )}
                  {mayChange(member) && (
                    <ConfirmButton
                      action={removeMemberAction}
                      fields={{ team: name, user: member }}
                      label="Remove"
                      question={`Remove ${member} from the team ${name}? What comes through the team alone ends at once.`}
                    />
                  )}
                </span>
              ),
            },
          ]}
        />
      )}
      {(mayUpdate || leads) && (
        <Form action={addMemberAction} className="mt-4 flex max-w-[400px] flex-col gap-2">
          <input type="hidden" name="team" value={name} />
          <TextField
            name="user"
            label="Add a member"
            required
            spellCheck={false}
            autoComplete="off"
            hint="User name. They get at once what the team holds, which you must hold yourself."
          />
          <Submit look="plain" busy="Adding…">
            Add
          </Submit>
        </Form>
      )}
    </section>
  );
}

interface LeadButtonProps {
  readonly team: string;
  readonly member: string;
  /** Whether the member leads the team now. */
  readonly leads: boolean;
}

function LeadButton({ team, member, leads }: LeadButtonProps) {
  return (
    <ConfirmButton
      action={setLeadAction}
      fields={{ team, user: member, leads: leads ? 'no' : 'yes' }}
      label={leads ? 'End lead' : 'Make lead'}
      question={
        leads
          ? `Shall ${member} say no more who is in the team ${team}? They stay a member.`
          : `Shall ${member} lead the team ${team}? They may then add and remove members, without being an administrator.`
      }
    />
  );
}
