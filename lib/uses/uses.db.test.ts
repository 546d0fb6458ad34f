import { and, eq, inArray, sql } from 'drizzle-orm';
import { describe, expect, it, vi } from 'vitest';
import type { Bookkeeper } from '@/db/client';
import { addUses, countedSince } from '@/db/queries/uses';
import { assignmentUses, lastPermissionUses, permissionUses, roleAssignments, users } from '@/db/schema';
import { testDatabase } from '@/db/testing/test-database';
import { can } from '@/lib/access/authorize';
import type { Ctx } from '@/lib/core/ctx';
import { newId } from '@/lib/core/id';
import { type CountTrouble, keepFlushing } from '@/lib/counting/keep-flushing';
import { simulate } from '@/lib/explanations/simulate';
import { createModel } from '@/lib/models/create-model';
import { listModels } from '@/lib/models/list-models';
import { recentModels } from '@/lib/models/recent-models';
import { assignRole } from '@/lib/roles/assign-role';
import { createRole } from '@/lib/roles/create-role';
import { queriesOf } from '@/lib/testing/queries-of';
import { makeProject, makeUser, unique } from '@/lib/testing/world';
import { makeZenmlClient } from '@/lib/testing/zenml';
import { REVIEWED_OPERATIONS } from './reviewed-operations';
import { KEPT_DAYS, type Use, UseCounts, usesOf } from './use-counts';

const database = testDatabase();
const today = () => new Date().toISOString().slice(0, 10);
const daysAgo = (days: number) => new Date(Date.now() - days * 86_400_000).toISOString().slice(0, 10);

const flush = () => usesOf(database.opened.db).flush(database.opened.aside);
/** What the database has of somebody, as `model:read project day` to how often. */
async function countedOf(userId: string): Promise<Record<string, number>> {
  await flush();
  const rows = await database.opened.db
    .select()
    .from(permissionUses)
    .where(eq(permissionUses.userId, userId));
  return Object.fromEntries(
    rows.map(({ operation, type, projectId, day, uses }) => [
      [`${operation}:${type}`, projectId ?? 'everywhere', ...(day === today() ? [] : [day])].join(' '),
      uses,
    ]),
  );
}
/** An executor that is not there. */
const away = new Proxy({} as Bookkeeper, {
  get: () => () => Promise.reject(new Error('The database is away.')),
});
const aUse = async (over: Partial<Use> = {}): Promise<Use> => ({
  userId: (await makeUser(database.opened)).id,
  operation: 'stack',
  type: 'read',
  projectId: null,
  ...over,
});

describe('a use of a permission', () => {
  it('is an allowed decision, once for each request, by person, permission, project and day', async () => {
    const { opened } = database;
    const project = await makeProject(opened);
    const ada = await makeUser(opened, { role: 'maintainer', projectId: project.id });
    const bob = await makeUser(opened, { role: 'viewer', projectId: project.id });
    const ctx = ada.ctx();
    await listModels(ctx, { project: project.name });
    await listModels(ctx, { project: project.name });
    await listModels(ada.ctx(), { project: project.name });
    await createModel(ada.ctx(), { project: project.name, name: unique('model') });
    await listModels(bob.ctx(), { project: project.name });
    const here = project.id;
    expect(await countedOf(ada.id)).toEqual({
      [`project:read ${here}`]: 3,
      [`model:read ${here}`]: 2,
      [`model:create ${here}`]: 1,
    });
    expect(await countedOf(bob.id)).toEqual({ [`project:read ${here}`]: 1, [`model:read ${here}`]: 1 });
  });

  it('is nothing that was refused, only offered, or tried', async () => {
    const { opened } = database;
    const project = await makeProject(opened);
    const hidden = await makeProject(opened);
    const viewer = await makeUser(opened, { role: 'viewer', projectId: project.id });
    await expect(listModels(viewer.ctx(), { project: hidden.name })).rejects.toMatchObject({
      code: 'not_found',
    });
    await expect(
      createModel(viewer.ctx(), { project: project.name, name: unique('model') }),
    ).rejects.toMatchObject({ code: 'forbidden' });
    expect(await countedOf(viewer.id)).toEqual({ [`project:read ${project.id}`]: 1 });

    const admin = await makeUser(opened, { role: 'admin' });
    expect(await can(admin.ctx(), { operation: 'model', type: 'delete', projectId: null })).toBe(true);
    expect(await countedOf(admin.id)).toEqual({});
    const change = { change: 'assign', role: 'viewer', user: viewer.name } as const;
    await simulate(admin.ctx(), change);
    expect(Object.keys(await countedOf(admin.id))).not.toContain('role_assignment:create everywhere');
    await assignRole(admin.ctx(), { role: 'viewer', user: viewer.name });
    expect(await countedOf(admin.id)).toMatchObject({ 'role_assignment:create everywhere': 1 });
  });

  it('of escalation is giving what one does not hold', async () => {
    const { opened } = database;
    const admin = await makeUser(opened, { role: 'admin' });
    const role = unique('giver');
    const permissions = (['role', 'team', 'project', 'user'] as const).map((operation) => ({
      operation,
      type: 'read' as const,
    }));
    await createRole(admin.ctx(), {
      name: role,
      permissions: [
        ...permissions,
        { operation: 'role_assignment', type: 'create' },
        { operation: 'escalation', type: 'update' },
        { operation: 'stack', type: 'read' },
      ],
    });
    const reads = unique('reads-stacks');
    await createRole(admin.ctx(), { name: reads, permissions: [{ operation: 'stack', type: 'read' }] });
    const giver = await makeUser(opened);
    await assignRole(admin.ctx(), { role, user: giver.name });
    const { name } = await makeUser(opened);
    await assignRole(giver.ctx(), { role: reads, user: name });
    expect(Object.keys(await countedOf(giver.id))).not.toContain('escalation:update everywhere');
    await assignRole(giver.ctx(), { role: 'viewer', user: name });
    expect(await countedOf(giver.id)).toMatchObject({ 'escalation:update everywhere': 1 });
  });

  it('in lists over all projects: everywhere for who reads all, in each for programs, in none for pages', async () => {
    const { opened } = database;
    const [one, two] = [await makeProject(opened), await makeProject(opened)];
    const ada = await makeUser(opened, { role: 'viewer', projectId: one.id });
    const admin = await makeUser(opened, { role: 'admin' });
    await assignRole(admin.ctx(), { role: 'viewer', user: ada.name, project: two.name });
    await recentModels(ada.ctx(), { limit: 5 });
    expect(await countedOf(ada.id)).toEqual({});
    const program = (ctx: Ctx): Ctx =>
      ctx.actor.kind === 'session' ? { ...ctx, actor: { ...ctx.actor, kind: 'token' } } : ctx;
    await recentModels(program(ada.ctx()), { limit: 5 });
    expect(await countedOf(ada.id)).toEqual({ [`model:read ${one.id}`]: 1, [`model:read ${two.id}`]: 1 });
    const viewer = await makeUser(opened, { role: 'viewer' });
    await recentModels(viewer.ctx(), { limit: 5 });
    expect(await countedOf(viewer.id)).toEqual({ 'model:read everywhere': 1 });
  });

  it('is counted a hundred times for a hundred answers from memory, which ask nothing and outlive a flush', async () => {
    const { opened } = database;
    // An answer is given again for a second, which a busy machine takes for one request.
    vi.spyOn(performance, 'now').mockReturnValue(performance.now());
    const { ask, user } = await makeZenmlClient(opened, { role: 'viewer' });
    // The first use of a token is noted, which is a write.
    await ask('GET', '/stacks');
    await flush();
    await opened.db.delete(permissionUses).where(eq(permissionUses.userId, user.id));
    const { text } = await ask('GET', '/stacks');
    const writes = opened.writes?.();
    const sent = await queriesOf(opened, async () => {
      for (let n = 0; n < 50; n += 1) expect((await ask('GET', '/stacks')).text).toBe(text);
      await flush();
      for (let n = 0; n < 49; n += 1) expect((await ask('GET', '/stacks')).text).toBe(text);
    });
    if (opened.kind === 'embedded') expect(sent).toEqual([]);
    expect(opened.writes?.()).toBe(writes);
    expect(await countedOf(user.id)).toMatchObject({ 'stack:read everywhere': 100 });
    vi.restoreAllMocks();
  });
});

describe('a flush', () => {
  it('that fails loses nothing, nor what was counted meanwhile', async () => {
    const { aside } = database.opened;
    const uses = new UseCounts();
    const use = await aUse();
    uses.note(use, new Date());
    uses.note(use, new Date());
    const failing = uses.flush(away);
    uses.note(use, new Date());
    await expect(failing).rejects.toThrow('away');
    expect(uses.waiting).toBe(1);
    await uses.flush(aside);
    expect(await countedOf(use.userId)).toEqual({ 'stack:read everywhere': 3 });
    await uses.flush(aside);
    expect(await countedOf(use.userId)).toEqual({ 'stack:read everywhere': 3 });
  });

  it('that fails for long keeps what it has room for, counts on what it has, and tells of the rest', async () => {
    const uses = new UseCounts(2);
    const known = await aUse();
    for (const type of ['read', 'update', 'delete'] as const) uses.note({ ...known, type }, new Date());
    await expect(uses.flush(away)).rejects.toThrow('away');
    uses.note(known, new Date());
    uses.note({ ...known, type: 'create' }, new Date());
    expect(uses.takeLost()).toBe(2);
    expect(uses.takeLost()).toBe(0);
    await uses.flush(database.opened.aside);
    expect(await countedOf(known.userId)).toEqual({
      'stack:read everywhere': 2,
      'stack:update everywhere': 1,
    });
  });

  it('of several workers at once adds up', async () => {
    const { opened } = database;
    const project = await makeProject(opened);
    const people = await Promise.all(Array.from({ length: 6 }, () => makeUser(opened)));
    const workers = Array.from({ length: 4 }, () => new UseCounts());
    for (let round = 0; round < 5; round += 1) {
      workers.forEach((worker, n) => {
        // Each meets the same people in another order.
        const order = n % 2 === 0 ? people : [...people].reverse();
        for (const { id } of order)
          for (const projectId of [null, project.id])
            worker.note({ userId: id, operation: 'model', type: 'read', projectId }, new Date());
      });
      await Promise.all(workers.map((worker) => worker.flush(opened.aside)));
    }
    for (const { id } of people)
      expect(await countedOf(id)).toEqual({ 'model:read everywhere': 20, [`model:read ${project.id}`]: 20 });
  });

  it('leaves out who and what is gone, and counts the rest', async () => {
    const uses = new UseCounts();
    const use = await aUse();
    uses.note({ ...use, userId: newId() }, new Date());
    uses.note({ ...use, projectId: newId() }, new Date());
    uses.note(use, new Date());
    await uses.flush(database.opened.aside);
    expect(await countedOf(use.userId)).toEqual({ 'stack:read everywhere': 1 });
  });

  it('remembers the last day of each, whatever comes later of earlier ones', async () => {
    const { opened } = database;
    const { userId } = await aUse();
    const day = { userId, operation: 'stack', type: 'read', projectId: null, uses: 1 };
    await addUses(opened.aside, [{ ...day, day: daysAgo(3) }], REVIEWED_OPERATIONS);
    await addUses(opened.aside, [{ ...day, day: daysAgo(9) }], REVIEWED_OPERATIONS);
    await addUses(
      opened.aside,
      [
        { ...day, day: daysAgo(2) },
        { ...day, day: daysAgo(4), type: 'update' },
      ],
      REVIEWED_OPERATIONS,
    );
    const last = await opened.db
      .select()
      .from(lastPermissionUses)
      .where(eq(lastPermissionUses.userId, userId))
      .orderBy(lastPermissionUses.type);
    expect(last.map((row) => [row.type, row.day])).toEqual([
      ['read', daysAgo(2)],
      ['update', daysAgo(4)],
    ]);
    expect(Object.keys(await countedOf(userId))).toHaveLength(4);
  });

  it(`of a new day drops what is older than ${KEPT_DAYS} days, once`, async () => {
    const { opened } = database;
    const { userId } = await aUse();
    const day = { userId, operation: 'stack', projectId: null, uses: 1 };
    const days = [
      { ...day, type: 'read', day: daysAgo(KEPT_DAYS + 1) },
      { ...day, type: 'update', day: daysAgo(KEPT_DAYS) },
    ];
    await addUses(opened.aside, days, REVIEWED_OPERATIONS);
    const uses = new UseCounts();
    await uses.flush(opened.aside);
    const kept = () =>
      opened.db
        .select({ type: permissionUses.type })
        .from(permissionUses)
        .innerJoin(
          lastPermissionUses,
          and(
            eq(lastPermissionUses.userId, permissionUses.userId),
            eq(lastPermissionUses.type, permissionUses.type),
          ),
        )
        .where(eq(permissionUses.userId, userId))
        .orderBy(permissionUses.type);
    expect(await kept()).toEqual([{ type: 'update' }]);
    await addUses(opened.aside, days, REVIEWED_OPERATIONS);
    await uses.flush(opened.aside);
    expect(await kept()).toEqual([{ type: 'read' }, { type: 'update' }]);
    await uses.flush(opened.aside, new Date(Date.now() + 86_400_000));
    expect(await kept()).toEqual([]);
  });

  it('notes the assignments that it uses once a day, by several workers at once, and drops those that are gone', async () => {
    const { opened } = database;
    const project = await makeProject(opened);
    const people = await Promise.all(
      Array.from({ length: 4 }, () => makeUser(opened, { role: 'viewer', projectId: project.id })),
    );
    const [ada] = people;
    if (ada === undefined) throw new Error('nobody');
    const ids = (
      await opened.db.select().from(roleAssignments).where(eq(roleAssignments.projectId, project.id))
    ).map(({ id }) => id);
    const noted = () =>
      opened.db
        .select({
          id: assignmentUses.assignmentId,
          day: assignmentUses.day,
          version: sql<string>`xmin::text`,
        })
        .from(assignmentUses)
        .where(inArray(assignmentUses.assignmentId, ids))
        .orderBy(assignmentUses.assignmentId);
    const use = (userId: string): Use => ({
      userId,
      operation: 'model',
      type: 'read',
      projectId: project.id,
    });
    const workers = Array.from({ length: 4 }, () => new UseCounts());
    for (const worker of workers) for (const { id } of people) worker.note(use(id), new Date());
    await Promise.all(workers.map((worker) => worker.flush(opened.aside)));
    const first = await noted();
    expect(first.map(({ id, day }) => [id, day])).toEqual([...ids].sort().map((id) => [id, today()]));
    const uses = new UseCounts();
    for (const { id } of people) uses.note(use(id), new Date());
    await uses.flush(opened.aside);
    expect(await noted()).toEqual(first);

    await opened.db.delete(roleAssignments).where(eq(roleAssignments.userId, ada.id));
    await new UseCounts().flush(opened.aside);
    expect(await noted()).toHaveLength(3);
  });

  it('comes by itself, tells what goes wrong, and writes the rest when it is stopped', async () => {
    const { opened } = database;
    const use = await aUse();
    const counts = [usesOf(opened.db)];
    const told: CountTrouble[] = [];
    const bad = keepFlushing(counts, away, (trouble) => told.push(trouble), 5);
    usesOf(opened.db).note(use, new Date());
    await vi.waitFor(() => expect(told.length).toBeGreaterThan(1), { timeout: 30_000 });
    await bad();
    const rows = () => opened.db.select().from(permissionUses).where(eq(permissionUses.userId, use.userId));
    expect(await rows()).toEqual([]);
    const stop = keepFlushing(counts, opened.aside, () => {}, 5);
    await vi.waitFor(async () => expect(await rows()).toMatchObject([{ uses: 1 }]), { timeout: 30_000 });
    await stop();
    const last = keepFlushing(counts, opened.aside, () => {}, 3_600_000);
    usesOf(opened.db).note(use, new Date());
    await last();
    expect(await rows()).toMatchObject([{ uses: 2 }]);
  });
});

it('counting began when the store learned it, and goes with who was counted', async () => {
  const { opened } = database;
  expect(await countedSince(opened.db)).toMatch(/^\d{4}-\d{2}-\d{2}$/);
  const use = await aUse();
  await addUses(opened.aside, [{ ...use, day: today(), uses: 1 }], REVIEWED_OPERATIONS);
  await opened.db.delete(users).where(sql`${users.id} = ${use.userId}::uuid`);
  expect(await countedOf(use.userId)).toEqual({});
});
