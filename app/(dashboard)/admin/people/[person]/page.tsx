import type { Metadata } from 'next';
import { AccessTable } from '@/components/access/access-table';
import { ActionLink } from '@/components/access/action-link';
import { MayQuestion } from '@/components/access/may-question';
import { EventList } from '@/components/audit/event-list';
import { PersonState } from '@/components/people/person-state';
import { Facts } from '@/components/ui/facts';
import { PageHead } from '@/components/ui/page-head';
import { RelativeTime } from '@/components/ui/relative-time';
import { dayText } from '@/components/ui/time-text';
import { can } from '@/lib/access/authorize';
import { listAuditEvents } from '@/lib/audit/list-audit-events';
import { actorUserId } from '@/lib/core/actor';
import type { Ctx } from '@/lib/core/ctx';
import { url } from '@/lib/core/urls';
import { type OpenPasswordLink, readPasswordLink } from '@/lib/credentials/read-password-link';
import { oneEach, type SearchParams } from '@/lib/next/load';
import { mayStateOf } from '@/lib/next/may-state';
import { whyNot } from '@/lib/next/why-not';
import { readAccess } from '@/lib/people/read-access';
import type { User } from '@/lib/people/user';
import { listProjects } from '@/lib/projects/list-projects';
import { explain } from '@/lib/roles/explain';
import { listTeams } from '@/lib/teams/list-teams';
import { PersonGone } from '../gone';
import { openPerson } from '../open';
import { whyNotView } from '../why-not-view';
import { Sessions } from './sessions';
import { Tokens } from './tokens';

interface PageProps {
  readonly params: Promise<{ person: string }>;
  readonly searchParams: SearchParams;
}

export async function generateMetadata({ params }: PageProps): Promise<Metadata> {
  return { title: `${(await params).person} · People` };
}

export default async function PersonPage({ params, searchParams }: PageProps) {
  const { ctx, name: sought, found } = await openPerson(params);
  if (found.value === null) return <PersonGone name={sought} absence={found.absence} />;
  const user = found.value;
  const query = await oneEach(searchParams);
  return (
    <>
      <PageHead
        title={user.name}
        under={
          <>
            <PersonState isActive={user.isActive} />
            {user.fullName !== null && <span>· {user.fullName}</span>}
          </>
        }
        actions={<Acts ctx={ctx} user={user} />}
      />
      <div className="with-aside [--aside:220px]">
        <div className="flex min-w-0 flex-col gap-9">
          <Access ctx={ctx} user={user} query={query} />
          <Tokens ctx={ctx} user={user.name} />
          <Sessions ctx={ctx} user={user.name} />
          <Deeds ctx={ctx} user={user} />
        </div>
        <PersonFacts ctx={ctx} user={user} />
      </div>
    </>
  );
}

interface PartProps {
  readonly ctx: Ctx;
  readonly user: User;
}

async function Acts({ ctx, user }: PartProps) {
  const { id, name, isActive } = user;
  const required = { operation: 'user', projectId: null, resourceId: id } as const;
  const mayUpdate = await whyNot(ctx, { ...required, type: 'update' });
  const own = id === actorUserId(ctx.actor);
  const mayDelete = own
    ? 'You cannot delete your own account. Ask another administrator.'
    : await whyNot(ctx, { ...required, type: 'delete' });
  const here = url.person(name);
  const mayAssign = own
    ? 'Nobody assigns a role to themselves.'
    : await whyNot(ctx, { operation: 'role_assignment', type: 'create', projectId: null });
  return (
    <>
      <ActionLink label="Delete" href={url.part(here, 'delete')} why={mayDelete} />
      <ActionLink
        label={isActive ? 'Deactivate' : 'Reactivate'}
        href={url.part(here, 'state')}
        why={
          own && isActive ? 'You cannot deactivate your own account. Ask another administrator.' : mayUpdate
        }
      />
      <ActionLink
        label="New password"
        href={url.part(here, 'password')}
        why={own ? 'Change your own password on the account page, with the present one.' : mayUpdate}
      />
      <ActionLink label="View as" href={url.part(here, 'view')} why={await whyNotView(ctx, user)} />
      <ActionLink label="Edit" href={url.part(here, 'edit')} why={mayUpdate} hotkey="e" />
      <ActionLink
        label="Assign a role"
        href={url.newAssignment({ user: name })}
        why={mayAssign}
        look="primary"
      />
    </>
  );
}

/** What the person may, for who may read assignments. */
async function Access({
  ctx,
  user,
  query,
}: PartProps & { readonly query: Parameters<typeof mayStateOf>[0] }) {
  if (!(await can(ctx, { operation: 'role_assignment', type: 'read', projectId: null }))) return null;
  const may = mayStateOf(query);
  const access = await readAccess(ctx, { user: user.name });
  const projects = (await listProjects(ctx, { limit: 200 })).items.map(({ name }) => name);
  const project = may !== null && projects.includes(may.project) ? may.project : '';
  const answer =
    may === null
      ? null
      : await explain(ctx, { ...may, user: user.name, project: project === '' ? null : project });
  return (
    <section aria-labelledby="access">
      <h2 id="access" className="mb-2">
        What {user.name} may
      </h2>
      <MayQuestion
        action={url.person(user.name)}
        name={user.name}
        question={{ type: may?.type ?? 'read', operation: may?.operation ?? 'model', project }}
        projects={projects}
        answer={answer}
      />
      {!user.isActive && access.length > 0 && (
        <p className="text-ink-2">
          Deactivated, {user.name} holds none of this until the account is reactivated.
        </p>
      )}
      <AccessTable name={user.name} access={access} now={ctx.now} />
    </section>
  );
}

/** What the person did last, for who may read all of the audit. */
async function Deeds({ ctx, user: { name } }: PartProps) {
  if (!(await can(ctx, { operation: 'audit', type: 'read', projectId: null }))) return null;
  const { items, count } = await listAuditEvents(ctx, { user: name, limit: 8 });
  return (
    <section aria-labelledby="deeds">
      <div className="mb-1 flex items-baseline justify-between gap-4">
        <h2 id="deeds">
          What {name} did{' '}
          <span className="font-normal text-ink-3">
            {typeof count === 'number' ? count.toLocaleString('en') : count}
          </span>
        </h2>
        {count !== 0 && (
          <a href={url.audit({ user: name })} className="link">
            All of it
          </a>
        )}
      </div>
      {items.length === 0 ? (
        <p className="border-t border-rule py-2 text-ink-3">Nothing that the audit tells of.</p>
      ) : (
        <EventList events={items} now={ctx.now} open={false} heading="h3" />
      )}
    </section>
  );
}

async function PersonFacts({ ctx, user }: PartProps) {
  const seesTeams = await can(ctx, { operation: 'team', type: 'read', projectId: null });
  const teams = seesTeams ? (await listTeams(ctx, { member: user.name, limit: 200 })).items : null;
  const history = await can(ctx, { operation: 'audit', type: 'read', projectId: null });
  const link = await readPasswordLink(ctx, { user: user.name });
  const mayUpdate = await can(ctx, {
    operation: 'user',
    type: 'update',
    projectId: null,
    resourceId: user.id,
  });
  const makesLink = mayUpdate && user.isActive && user.id !== actorUserId(ctx.actor);
  return (
    <Facts
      facts={[
        { term: 'Teams', value: teams && <TeamLinks teams={teams} /> },
        { term: 'Email', value: user.email },
        {
          term: 'Sign-in',
          value: user.canSignIn ? 'with a password' : 'not yet: the account has no password',
        },
        {
          term: 'Password link',
          value:
            link === null ? (
              makesLink && <MakeLink name={user.name} />
            ) : (
              <OpenLink link={link} now={ctx.now} />
            ),
        },
        { term: 'Created', value: `${dayText(user.createdAt)} by ${user.createdBy}` },
        {
          term: 'Audit',
          value: history && (
            <span className="flex flex-col items-start gap-1.5">
              <a href={url.audit({ object: user.id })} className="link">
                History of the account
              </a>
              <a href={url.audit({ user: user.name })} className="link">
                What {user.name} did
              </a>
            </span>
          ),
        },
        { term: 'Identity', value: <code className="text-ink-2">{user.id}</code> },
      ]}
    />
  );
}

function OpenLink({ link, now }: { readonly link: OpenPasswordLink; readonly now: Date }) {
  return (
    <>
      open, ends <RelativeTime at={link.expiresAt} now={now} />, made by {link.createdBy}
    </>
  );
}

function MakeLink({ name }: { readonly name: string }) {
  return (
    <a href={`${url.part(url.person(name), 'password')}#link`} className="link">
      Make a link for a new password
    </a>
  );
}

function TeamLinks({ teams }: { readonly teams: readonly { readonly name: string }[] }) {
  if (teams.length === 0) return 'none';
  return (
    <span className="flex flex-wrap gap-x-2 gap-y-1.5">
      {teams.map(({ name }) => (
        <a key={name} href={url.team(name)} className="link">
          {name}
        </a>
      ))}
    </span>
  );
}
