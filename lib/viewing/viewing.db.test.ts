import { and, eq } from 'drizzle-orm';
import { describe, expect, it } from 'vitest';
import { auditEvents, sessions } from '@/db/schema';
import { testDatabase } from '@/db/testing/test-database';
import { can } from '@/lib/access/authorize';
import { readDraft } from '@/lib/artifacts/forms/read-draft';
import { ANONYMOUS, type UserActor, viewerOf } from '@/lib/core/actor';
import type { Ctx } from '@/lib/core/ctx';
import { listIssuedTokens } from '@/lib/credentials/list-issued-tokens';
import { listTokens } from '@/lib/credentials/list-tokens';
import { readPasswordLink } from '@/lib/credentials/read-password-link';
import { setUserPassword } from '@/lib/credentials/set-user-password';
import { createModel } from '@/lib/models/create-model';
import { listModels } from '@/lib/models/list-models';
import { deleteUser } from '@/lib/people/delete-user';
import { updateUser } from '@/lib/people/update-user';
import { listProjects } from '@/lib/projects/list-projects';
import { listRequests } from '@/lib/requests/list-requests';
import { assignRole } from '@/lib/roles/assign-role';
import { createRole } from '@/lib/roles/create-role';
import { revokeRole } from '@/lib/roles/revoke-role';
import { createServiceAccount } from '@/lib/service-accounts/create-service-account';
import { endAllSessions } from '@/lib/sign-in/end-all-sessions';
import { endSession } from '@/lib/sign-in/end-session';
import { listLivingSessions } from '@/lib/sign-in/list-living-sessions';
import { listSessions, readsSessions } from '@/lib/sign-in/list-sessions';
import { actorFromSession, endSessionOfSecret, startSession, stopViewing } from '@/lib/sign-in/session';
import { createTeam } from '@/lib/teams/create-team';
import { viewingCtx } from '@/lib/testing/viewing';
import { ctxFor, makeProject, makeUser, requestContextFor, sessionCtx, unique } from '@/lib/testing/world';
import { listOwnViews } from './list-own-views';
import { VIEW_MS, viewAs } from './view-as';

const database = testDatabase();
type Person = Awaited<ReturnType<typeof makeUser>>;
const makeAdmin = () => makeUser(database.opened, { role: 'admin' });
const at = (ms = 0) => requestContextFor(database.opened, { now: new Date(Date.now() + ms) });

interface SignedIn {
  readonly secret: string;
  /** Who acts by the session, so many milliseconds from now; a new request each time. */
  readonly acts: (ms?: number) => Promise<{ readonly actor: UserActor; readonly ctx: Ctx }>;
}

async function signIn({ id: userId, name }: Person): Promise<SignedIn> {
  const { secret } = await startSession(at(), { userId, name });
  return {
    secret,
    acts: async (ms = 0) => {
      const requestContext = at(ms);
      const actor = await actorFromSession(requestContext, secret);
      if (actor === null) throw new Error('The session has ended.');
      return { actor, ctx: { ...ctxFor(database.opened, actor), now: requestContext.now } };
    },
  };
}

/** What the audit tells of views of somebody, in order. */
async function told(person: Person) {
  const rows = await database.opened.db
    .select()
    .from(auditEvents)
    .where(eq(auditEvents.resourceId, person.id))
    .orderBy(auditEvents.seq);
  return rows
    .filter(({ action }) => action.startsWith('user.view_as'))
    .map(({ action, actorName, payload }) => {
      const { details } = JSON.parse(payload) as { details: { ending?: string } };
      return [action, actorName, ...(details.ending === undefined ? [] : [details.ending])];
    });
}

async function viewing(viewer?: Person): Promise<{ admin: Person; person: Person; session: SignedIn }> {
  const admin = viewer ?? (await makeAdmin());
  const person = await makeUser(database.opened);
  const session = await signIn(admin);
  await viewAs((await session.acts()).ctx, { user: person.name });
  return { admin, person, session };
}

describe('a view', () => {
  it('is of the session that began it, lasts 30 minutes, and leaves no trace of the person', async () => {
    const { admin, person, session } = await viewing();
    const other = await signIn(admin);
    const { actor } = await session.acts();
    expect([actor.userId, actor.name, viewerOf(actor)?.userId]).toEqual([person.id, person.name, admin.id]);
    expect((await other.acts()).actor).toMatchObject({ userId: admin.id });
    expect((await session.acts(VIEW_MS - 5_000)).actor.name).toBe(person.name);
    const rows = await database.opened.db.select().from(sessions).where(eq(sessions.userId, person.id));
    expect(rows).toEqual([]);
    expect(await told(person)).toEqual([['user.view_as', admin.name]]);
    expect(await listOwnViews(person.ctx())).toMatchObject([{ by: admin.name }]);
    expect(await listOwnViews(admin.ctx())).toEqual([]);
  });

  it('is refused to who may not, of whom there is none, and of whom nobody sees pages as', async () => {
    const { opened } = database;
    const [admin, person] = [await makeAdmin(), await makeUser(opened)];
    const of = (user: string) => ({ user });
    const begin = async (who: Ctx, user = person.name) => viewAs(who, of(user));
    await expect(begin(ctxFor(opened, ANONYMOUS))).rejects.toMatchObject({ code: 'unauthenticated' });
    await expect(begin((await makeUser(opened)).ctx())).rejects.toMatchObject({ code: 'not_found' });
    const { ctx } = await (await signIn(admin)).acts();
    await expect(begin(ctx, unique('nobody'))).rejects.toMatchObject({ code: 'not_found' });
    await expect(begin(ctx, admin.name)).rejects.toMatchObject({ code: 'forbidden' });
    await expect(begin(await sessionCtx(opened, admin, 61))).rejects.toMatchObject({
      reason: 'sign_in_again',
    });
    // A token has no pages.
    await expect(begin(admin.ctx())).rejects.toMatchObject({ code: 'forbidden' });
    const { name: team } = await createTeam(admin.ctx(), { name: unique('team') });
    const robot = unique('robot');
    await createServiceAccount(admin.ctx(), { name: robot, team });
    await expect(begin(ctx, robot)).rejects.toMatchObject({ code: 'precondition' });
    await updateUser(admin.ctx(), { user: person.name, isActive: false });
    await expect(begin(ctx)).rejects.toMatchObject({ code: 'precondition' });
    expect(await told(person)).toEqual([]);
  });

  it('asks for reading, everywhere, of all that is a person’s own, and names what is missing', async () => {
    const { opened } = database;
    const [admin, person] = [await makeAdmin(), await makeUser(opened)];
    const words = ['user', 'view_as', 'team', 'role', 'role_assignment', 'audit'] as const;
    for (const missing of words.slice(1)) {
      const almost = await makeUser(opened);
      const role = unique('role');
      const permissions = words.filter((one) => one !== missing);
      await createRole(admin.ctx(), {
        name: role,
        permissions: permissions.map((operation) => ({ operation, type: 'read' })),
      });
      await assignRole(admin.ctx(), { role, user: almost.name });
      const { ctx } = await (await signIn(almost)).acts();
      await expect(viewAs(ctx, { user: person.name })).rejects.toMatchObject({
        code: 'forbidden',
        permission: `${missing}:read`,
      });
    }
  });

  it('ends by a press, and the session goes on as its own', async () => {
    const { admin, person, session } = await viewing();
    expect(await stopViewing(at(), session.secret)).toBe(person.name);
    expect((await session.acts()).actor).toMatchObject({ userId: admin.id });
    expect(await stopViewing(at(), session.secret)).toBeNull();
    expect((await told(person)).at(-1)).toEqual(['user.view_as_end', admin.name, 'stopped']);
    // Another one may begin.
    await viewAs((await session.acts()).ctx, { user: person.name });
    expect((await session.acts()).actor.name).toBe(person.name);
  });

  it('ends by its time, which is told once by whoever comes first', async () => {
    const { admin, person, session } = await viewing();
    const late = await Promise.all([1, 2, 3].map(() => session.acts(VIEW_MS + 1_000)));
    expect(late.map(({ actor }) => actor.userId)).toEqual([admin.id, admin.id, admin.id]);
    expect(await told(person)).toEqual([
      ['user.view_as', admin.name],
      ['user.view_as_end', admin.name, 'time'],
    ]);
  });

  it('ends with the permission of the viewer', async () => {
    const [root, viewer] = [await makeAdmin(), await makeUser(database.opened)];
    const { id } = await assignRole(root.ctx(), { role: 'admin', user: viewer.name });
    const { person, session } = await viewing(viewer);
    await revokeRole(root.ctx(), { id });
    expect((await session.acts()).actor).toMatchObject({ userId: viewer.id });
    expect((await told(person)).at(-1)).toEqual(['user.view_as_end', viewer.name, 'permission']);
  });

  it.each([
    ['deactivated', (root: Person, user: string) => updateUser(root.ctx(), { user, isActive: false })],
    ['deleted', (root: Person, user: string) => deleteUser(root.ctx(), { user })],
  ])('ends when the person is %s', async (_, end) => {
    const { admin, person, session } = await viewing();
    await end(await makeAdmin(), person.name);
    expect((await session.acts()).actor).toMatchObject({ userId: admin.id });
    expect((await told(person)).at(-1)).toEqual(['user.view_as_end', admin.name, 'account']);
  });

  it('ends with its session: by signing out, and when others end that', async () => {
    const { admin, person, session } = await viewing();
    await endSessionOfSecret(at(), session.secret);
    expect(await actorFromSession(at(), session.secret)).toBeNull();
    expect((await told(person)).at(-1)).toEqual(['user.view_as_end', admin.name, 'sign_out']);
    const [root, next] = [await makeAdmin(), await viewing()];
    const id = (await next.session.acts()).actor.credentialId ?? '';
    await endSession(root.ctx(), { id });
    expect((await told(next.person)).at(-1)).toEqual(['user.view_as_end', root.name, 'session']);
  });

  it.each([
    ['session.end_all', (root: Person, user: string) => endAllSessions(root.ctx(), { user })],
    ['user.update', (root: Person, user: string) => updateUser(root.ctx(), { user, isActive: false })],
    [
      'user.set_password',
      (root: Person, user: string) => setUserPassword(root.ctx(), { user, password: null }),
    ],
    ['user.delete', (root: Person, user: string) => deleteUser(root.ctx(), { user })],
  ])(
    'is told to have ended by %s of the viewer, and nothing is of who viewed as nobody',
    async (action, end) => {
      const root = await makeAdmin();
      const { admin, person } = await viewing();
      const idle = await makeAdmin();
      await signIn(idle);
      const detailsOf = async ({ id, name }: Person): Promise<unknown> => {
        await end(root, name);
        const [event] = await database.opened.db
          .select()
          .from(auditEvents)
          .where(and(eq(auditEvents.resourceId, id), eq(auditEvents.action, action)));
        return (JSON.parse(event?.payload ?? '{}') as { details?: unknown }).details;
      };
      expect(await detailsOf(admin)).toMatchObject({ viewsEnded: [person.name] });
      expect(await detailsOf(idle)).not.toHaveProperty('viewsEnded');
    },
  );
});

describe('in another’s eyes', () => {
  it('nothing is seen of account, drafts, tokens, sessions and secrets, whatever both may', async () => {
    const [viewer, person] = [await makeAdmin(), await makeAdmin()];
    const ctx = () => viewingCtx(database.opened, { viewer, person });
    for (const refused of [
      async () => listSessions(await ctx()),
      async () => listSessions(await ctx(), { user: viewer.name }),
      async () => listLivingSessions(await ctx(), {}),
      async () => listTokens(await ctx()),
      async () => listTokens(await ctx(), { everybody: true }),
      async () => listIssuedTokens(await ctx(), {}),
      async () => listRequests(await ctx(), { own: true }),
      async () => listOwnViews(await ctx()),
    ])
      await expect(refused()).rejects.toMatchObject({ code: 'forbidden' });
    expect(await readsSessions(await ctx())).toBe(false);
    expect(await readPasswordLink(await ctx(), { user: person.name })).toBeNull();
    const draft = { project: 'default', model: 'm', version: null, artifact: '', type: 'card' } as const;
    expect(await readDraft(await ctx(), draft)).toBeNull();
    for (const operation of ['secret', 'token', 'escalation', 'view_as'] as const)
      expect(await can(await ctx(), { operation, type: 'read', projectId: null })).toBe(false);
    expect(await can(await ctx(), { operation: 'user', type: 'read', projectId: null })).toBe(true);
  });

  it('rows are seen that both may read, of projects, models and counts, and no others', async () => {
    const { opened } = database;
    const root = await makeAdmin();
    const [ours, theirs] = [await makeProject(opened), await makeProject(opened)];
    const [viewer, person] = [await makeUser(opened), await makeUser(opened, { role: 'viewer' })];
    // Administers one project, and reads people everywhere.
    const role = unique('role');
    const words = ['user', 'view_as', 'team', 'role', 'role_assignment', 'audit'] as const;
    await createRole(root.ctx(), {
      name: role,
      permissions: words.map((operation) => ({ operation, type: 'read' })),
    });
    await assignRole(root.ctx(), { role, user: viewer.name });
    await assignRole(root.ctx(), { role: 'admin', user: viewer.name, project: ours.name });
    for (const { name: project } of [ours, theirs])
      await createModel(root.ctx(), { project, name: unique('model') });
    const session = await signIn(viewer);
    await viewAs((await session.acts()).ctx, { user: person.name });
    const { ctx } = await session.acts();
    expect((await listProjects(ctx, {})).items.map(({ name, models }) => [name, models])).toEqual([
      [ours.name, 1],
    ]);
    expect(await listModels(ctx, { project: ours.name })).toMatchObject({ count: 1 });
    await expect(listModels(ctx, { project: theirs.name })).rejects.toMatchObject({ code: 'not_found' });
    // The viewer may create models there, the person may not.
    const need = { operation: 'model', projectId: ours.id } as const;
    expect(await can(ctx, { ...need, type: 'create' })).toBe(false);
    await expect(createModel(ctx, { project: ours.name, name: unique('model') })).rejects.toMatchObject({
      code: 'forbidden',
      message: expect.stringContaining('nothing can be changed'),
    });
    expect([...ctx.decided.used]).toEqual([]);
  });
});
