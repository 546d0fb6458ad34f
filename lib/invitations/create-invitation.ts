import { endExpiredInvitations, insertInvitation, offeredBy } from '@/db/queries/invitations';
import { permissionsOfRole, reachOfTeam } from '@/db/queries/reach';
import { isUserNameTaken } from '@/db/queries/users';
import { authorizeOpenly } from '@/lib/access/authorize';
import { textIssues } from '@/lib/access/text-field';
import { actorUserId } from '@/lib/core/actor';
import type { Ctx } from '@/lib/core/ctx';
import { DomainError, type Issue } from '@/lib/core/domain-error';
import { newId } from '@/lib/core/id';
import { nameKey } from '@/lib/core/name';
import { createdStamp } from '@/lib/core/stamp';
import { requireToTakeName } from '@/lib/people/take-name';
import { refuseIssues, userFieldIssues } from '@/lib/people/user';
import { resolveProject } from '@/lib/projects/resolve-project';
import { resolveRole } from '@/lib/roles/resolve-role';
import { secretHash } from '@/lib/secrets/secret-text';
import { newToken } from '@/lib/secrets/token-form';
import { LINK_MS } from '@/lib/sign-in/shown-link';
import { leadsTeam } from '@/lib/teams/leads-team';
import { resolveTeam } from '@/lib/teams/resolve-team';
import { changesBetween } from '@/lib/writes/changes';
import { declareWrite } from '@/lib/writes/write';
import { type Invitation, invitationEvent, presentInvitation, roleText } from './invitation';

/** Teams, and roles, that one invitation offers at most. */
const MOST_OFFERED = 50;

export interface RoleToHold {
  readonly role: string;
  /** Everywhere when absent. */
  readonly project?: string | null;
  /** When it ends by itself; never when absent. */
  readonly expiresAt?: Date | null;
}

export interface CreateInvitation {
  /** Of the account to be. */
  readonly name: string;
  /** For who is invited, and for who reads the list. */
  readonly note?: string | null;
  readonly teams?: readonly string[];
  readonly roles?: readonly RoleToHold[];
}

/**
 * Offers somebody an account of this name, teams and roles, for a day, and tells the secret of its link, once. The actor
 * must be allowed to give each of them, and must be so still when it is accepted. `conflict` when an account or an open
 * invitation has the name.
 */
export const createInvitation = declareWrite({
  verb: 'createInvitation',
  asks: ['user:create'],
  audits: ['invitation.create'],
  example: ({ fresh, team, role, project }) => ({
    name: fresh('user'),
    teams: [team],
    roles: [{ role, project }],
  }),
  ready: async (ctx: Ctx, input: CreateInvitation) => {
    await authorizeOpenly(ctx, { operation: 'user', type: 'create', projectId: null });
    if (actorUserId(ctx.actor) === null)
      throw new DomainError('forbidden', 'An invitation is somebody’s: the store itself makes none.');
    const { name, note = null, teams = [], roles = [] } = input;
    refuseIssues([
      ...userFieldIssues({ name }),
      ...textIssues(note, 'Note', 'note'),
      ...tooMany(teams, 'teams'),
      ...tooMany(roles, 'roles'),
    ]);
    return { teams: await offeredTeams(ctx, teams), roles: await offeredRoles(ctx, roles) };
  },
  move: async (
    { tx, ctx, granter, tell },
    offered,
    input,
  ): Promise<Invitation & { readonly secret: string }> => {
    const { name, note = null } = input;
    const key = nameKey(name);
    await endExpiredInvitations(tx, ctx.now);
    if (await isUserNameTaken(tx, key)) throw taken(`User ${name} already exists.`);
    await requireToTakeName(tx, ctx, granter, { kind: 'user', name, ownId: null });
    for (const { id } of offered.teams) await granter.requireToHold(await reachOfTeam(tx, id, ctx.now));
    for (const { roleId, projectId, until } of offered.roles)
      await granter.requireToHold([{ projectId, until, permissions: await permissionsOfRole(tx, roleId) }]);
    const { text } = newToken('invite');
    const row = await insertInvitation(
      tx,
      {
        id: newId(),
        name,
        nameKey: key,
        note: note || null,
        tokenHash: secretHash(text),
        expiresAt: new Date(ctx.now.getTime() + LINK_MS),
        ...createdStamp(ctx),
      },
      { teams: offered.teams.map(({ id }) => id), roles: offered.roles },
    );
    if (row === null) throw taken(`${name} is invited already. Withdraw that invitation first.`);
    const sees = { teams: true, roles: true };
    const made = presentInvitation(row, await offeredBy(tx, [row.id]), {
      now: ctx.now,
      userName: null,
      sees,
    });
    const facts = {
      name,
      note: row.note,
      teams: made.teams?.map(({ team }) => team) ?? [],
      roles: made.roles?.map(roleText) ?? [],
      expiresAt: row.expiresAt.toISOString(),
    };
    tell({ ...invitationEvent('invitation.create', row), changes: changesBetween(null, facts) });
    return { ...made, secret: text };
  },
});

const taken = (message: string): DomainError =>
  new DomainError('conflict', message, { issues: [{ path: 'name', message }] });

const tooMany = (offered: readonly unknown[], path: string): Issue[] =>
  offered.length <= MOST_OFFERED
    ? []
    : [{ path, message: `An invitation offers at most ${MOST_OFFERED} ${path}.` }];

/** Each team once, for who may put people into it. */
async function offeredTeams(ctx: Ctx, names: readonly string[]): Promise<{ id: string }[]> {
  const found: { id: string }[] = [];
  for (const name of new Set(names)) {
    const team = await resolveTeam(ctx, name);
    if (!(await leadsTeam(ctx, team.id)))
      await authorizeOpenly(ctx, { operation: 'team', type: 'update', projectId: null });
    found.push(team);
  }
  return found;
}

/** Roles and where they hold, for who may assign them there. */
async function offeredRoles(ctx: Ctx, roles: readonly RoleToHold[]) {
  const places = new Set<string>();
  const issues: Issue[] = [];
  const found: { id: string; roleId: string; projectId: string | null; until: Date | null }[] = [];
  for (const [n, { role: name, project: at, expiresAt: until = null }] of roles.entries()) {
    const project = at == null ? null : await resolveProject(ctx, at);
    const projectId = project?.id ?? null;
    await authorizeOpenly(ctx, { operation: 'role_assignment', type: 'create', projectId });
    const role = await resolveRole(ctx, name);
    if (until !== null && !(until > ctx.now)) {
      const message = 'The end of a role must lie ahead.';
      issues.push({ path: `roles.${n}.expiresAt`, message, value: until });
    }
    const place = `${role.id} ${projectId}`;
    if (places.has(place)) {
      const message = `The role ${name} is offered twice in one place.`;
      issues.push({ path: `roles.${n}.role`, message, value: name });
    }
    places.add(place);
    found.push({ id: newId(), roleId: role.id, projectId, until });
  }
  refuseIssues(issues);
  return found;
}
