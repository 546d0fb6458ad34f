import { and, asc, eq, sql } from 'drizzle-orm';
import { describe, expect, it } from 'vitest';
import { findEntry, insertEntry } from '@/db/queries/lists';
import { insertTeam } from '@/db/queries/teams';
import { auditEvents, customListEntries, securityEvents, teams } from '@/db/schema';
import { testDatabase } from '@/db/testing/test-database';
import { authorizeOpenly, can } from '@/lib/access/authorize';
import { ANONYMOUS, type UserActor } from '@/lib/core/actor';
import type { Ctx } from '@/lib/core/ctx';
import { DomainError, type ErrorCode, type Issue } from '@/lib/core/domain-error';
import { newId } from '@/lib/core/id';
import { nameKey } from '@/lib/core/name';
import { stamp } from '@/lib/core/stamp';
import { authorizeLists, listEntryEvent } from '@/lib/lists/list';
import { ctxFor, makeProject, makeUser, SYSTEM, sessionCtx, unique } from '@/lib/testing/world';
import type { AuditAction } from './actions';
import { declareWrite, type Writing } from './write';

const database = testDatabase();
const maintainer = () => makeUser(database.opened, { role: 'maintainer' });

const example = () => unique('tag');
const asksForTags = async (ctx: Ctx, _: string) => authorizeLists(ctx, 'create', 'tags');

/** Adds a tag, as verbs do. */
async function addTag({ tx, ctx }: Pick<Writing, 'tx' | 'ctx'>, name: string): Promise<string> {
  const id = newId();
  const row = { id, list: 'tags', name, description: '', parentId: null, ...stamp(ctx) } as const;
  expect(await insertEntry(tx, row)).toBe(true);
  return id;
}

const tagEvent = <Action extends AuditAction>(action: Action, id: string, name: string) =>
  listEntryEvent(action, 'tags', { id, name });

const isThere = async (name: string) => (await findEntry(database.opened.db, 'tags', name)) !== null;

/** Actions that the audit tells of this name, in the order of their chain. */
async function result(name: string): Promise<string[]> {
  const rows = await database.opened.db
    .select({ action: auditEvents.action, payload: auditEvents.payload })
    .from(auditEvents)
    .where(eq(auditEvents.chain, 'store'))
    .orderBy(asc(auditEvents.seq));
  return rows.filter(({ payload }) => payload.includes(name)).map(({ action }) => action);
}

describe('a declared write', () => {
  it('that tells of nothing is a fault and leaves nothing', async () => {
    const silent = declareWrite({
      verb: 'planted silent',
      asks: ['custom_list:create'],
      audits: ['custom_list.create'],
      example,
      ready: asksForTags,
      write: (writing, _, name) => addTag(writing, name),
    });
    const name = unique('tag');
    await expect(silent((await maintainer()).ctx(), name)).rejects.toThrow('silent tells of nothing.');
    expect(await isThere(name)).toBe(false);
  });

  it('that tells of something else than it declares is a fault and leaves nothing', async () => {
    const other = declareWrite({
      verb: 'planted other',
      asks: ['custom_list:create'],
      audits: ['custom_list.create'],
      example,
      ready: asksForTags,
      write: async (writing, _, name) => {
        const id = await addTag(writing, name);
        writing.tell(tagEvent('custom_list.create', id, name));
        // The types permit no such event here.
        (writing as Writing).tell(tagEvent('custom_list.update', id, name));
      },
    });
    const name = unique('tag');
    await expect(other((await maintainer()).ctx(), name)).rejects.toThrow(
      'planted other tells of custom_list.update undeclared.',
    );
    expect(await isThere(name)).toBe(false);
    expect(await result(name)).toEqual([]);
  });

  it('that says nothing happened and tells of something is a fault and leaves nothing', async () => {
    const torn = declareWrite({
      verb: 'planted torn',
      asks: ['custom_list:create'],
      audits: ['custom_list.create'],
      example,
      ready: asksForTags,
      write: async (writing, _, name) => {
        writing.tell(tagEvent('custom_list.create', await addTag(writing, name), name));
        writing.tellNothing();
      },
    });
    const name = unique('tag');
    await expect(torn((await maintainer()).ctx(), name)).rejects.toThrow('said had not happened');
    expect(await isThere(name)).toBe(false);
    expect(await result(name)).toEqual([]);
  });

  it('that says nothing happened leaves no row and answers', async () => {
    const idle = declareWrite({
      verb: 'planted idle',
      asks: ['custom_list:create'],
      audits: ['custom_list.create'],
      example,
      ready: asksForTags,
      write: async ({ tellNothing }, _, name) => {
        tellNothing();
        return name;
      },
    });
    const name = unique('tag');
    expect(await idle((await maintainer()).ctx(), name)).toBe(name);
    expect(await result(name)).toEqual([]);
  });

  it('whose ready asked for something else is a fault before anything is written', async () => {
    let hasRun = false;
    const forgetful = declareWrite({
      verb: 'planted forgetful',
      asks: ['custom_list:delete', 'custom_list:update'],
      audits: ['custom_list.create'],
      example,
      ready: asksForTags,
      write: async ({ tellNothing }) => {
        hasRun = true;
        tellNothing();
      },
    });
    const { ctx } = await maintainer();
    await expect(forgetful(ctx(), unique('tag'))).rejects.toThrow(
      'forgetful did not ask for custom_list:delete or custom_list:update.',
    );
    expect(hasRun).toBe(false);
  });

  it('whose ready is refused writes nothing', async () => {
    let hasRun = false;
    const refused = declareWrite({
      verb: 'planted refused',
      asks: ['custom_list:create'],
      audits: ['custom_list.create'],
      example,
      ready: asksForTags,
      write: async ({ tellNothing }) => {
        hasRun = true;
        tellNothing();
      },
    });
    const viewer = await makeUser(database.opened, { role: 'viewer' });
    await expect(refused(viewer.ctx(), unique('tag'))).rejects.toMatchObject({
      code: 'forbidden',
      permission: 'custom_list:create',
    });
    expect(hasRun).toBe(false);
  });

  it('has its audit rows written after everything else, in the order of telling', async () => {
    const orderly = declareWrite({
      verb: 'planted orderly',
      asks: ['custom_list:create'],
      audits: ['custom_list.create', 'custom_list.update'],
      example,
      ready: asksForTags,
      write: async (writing, _, name) => {
        const { tx, tell } = writing;
        tell(tagEvent('custom_list.update', newId(), name));
        const id = await addTag(writing, name);
        tell(tagEvent('custom_list.create', id, name));
        tell({ ...tagEvent('custom_list.update', id, name), details: { n: 3 } });
        expect(await tx.select().from(auditEvents).where(eq(auditEvents.resourceId, id))).toEqual([]);
        return id;
      },
    });
    const ada = await maintainer();
    const name = unique('tag');
    const id = await orderly(ada.ctx(), name);
    expect(await result(name)).toEqual(['custom_list.update', 'custom_list.create', 'custom_list.update']);
    const rows = await database.opened.db
      .select()
      .from(auditEvents)
      .where(eq(auditEvents.resourceId, id))
      .orderBy(asc(auditEvents.seq));
    expect(rows.map(({ payload }) => JSON.parse(payload))).toMatchObject([
      { action: 'custom_list.create', actor: { kind: 'session', id: ada.id }, changes: [], details: {} },
      { action: 'custom_list.update', details: { n: 3 } },
    ]);
  });

  it('done again after a conflict of transactions tells of what it did once', async () => {
    let attempts = 0;
    const retried = declareWrite({
      verb: 'planted retried',
      asks: ['custom_list:create'],
      audits: ['custom_list.create'],
      example,
      ready: asksForTags,
      write: async (writing, _, name) => {
        attempts += 1;
        writing.tell(tagEvent('custom_list.create', await addTag(writing, name), name));
        if (attempts < 3)
          await writing.tx.execute(
            sql.raw("do $$ begin raise exception 'again' using errcode = '40001'; end $$"),
          );
      },
    });
    const name = unique('tag');
    await retried((await maintainer()).ctx(), name);
    expect(attempts).toBe(3);
    expect(await result(name)).toEqual(['custom_list.create']);
    const there = await database.opened.db
      .select()
      .from(customListEntries)
      .where(eq(customListEntries.name, name));
    expect(there).toHaveLength(1);
  });

  it('that finds a name taken says so in its own sentence', async () => {
    const naming = declareWrite({
      verb: 'planted naming',
      asks: ['custom_list:create'],
      audits: ['custom_list.create'],
      taken: (_, name) => ({ constraint: 'custom_list_entries_name', message: `${name} is there.` }),
      example,
      ready: asksForTags,
      write: async (writing, _, name) => {
        const { tx, ctx } = writing;
        writing.tell(tagEvent('custom_list.create', await addTag(writing, name), name));
        const row = { id: newId(), list: 'tags', name, description: '', parentId: null } as const;
        await tx.insert(customListEntries).values({ ...row, ...stamp(ctx) });
      },
    });
    const name = unique('tag');
    await expect(naming((await maintainer()).ctx(), name)).rejects.toMatchObject({
      code: 'conflict',
      message: `${name} is there.`,
    });
    expect(await isThere(name)).toBe(false);
  });

  it('says beside which field the taken name stands, and what the database said', async () => {
    const taken = async (issues?: readonly Issue[]) => {
      const again = declareWrite({
        verb: 'planted again',
        asks: ['custom_list:create'],
        audits: ['custom_list.create'],
        taken: () => ({
          constraint: 'custom_list_entries_name',
          message: 'It is there.',
          ...(issues !== undefined && { issues }),
        }),
        example,
        ready: asksForTags,
        write: async ({ tx, ctx }, _, name) => {
          const row = { list: 'tags', name, description: '', parentId: null, ...stamp(ctx) } as const;
          for (const id of [newId(), newId()]) await tx.insert(customListEntries).values({ id, ...row });
        },
      });
      return again((await maintainer()).ctx(), unique('tag')).catch((error: DomainError) => error);
    };
    expect(await taken()).toMatchObject({ code: 'conflict', issues: [], cause: expect.any(Error) });
    const issues = [{ path: 'name', message: 'Choose another.' }];
    expect(await taken(issues)).toMatchObject({ code: 'conflict', issues });
  });

  it('needs no recent sign-in where it moves no power', async () => {
    const quiet = declareWrite({
      verb: 'planted quiet',
      asks: ['custom_list:delete', 'custom_list:create'],
      audits: 'none',
      because: 'it is a test',
      example,
      ready: asksForTags,
      write: async () => 'done',
    });
    expect(await quiet(await sessionCtx(database.opened, await maintainer(), 61), 'x')).toBe('done');
  });

  it('of the store itself is a fault of who lets a person do it', async () => {
    const own = declareWrite({
      verb: 'planted own',
      asks: ['the store itself'],
      audits: 'none',
      because: 'it is a test',
      example,
      ready: async () => {},
      write: async () => 'done',
    });
    expect(await own(ctxFor(database.opened, SYSTEM), 'x')).toBe('done');
    for (const ctx of [(await maintainer()).ctx(), ctxFor(database.opened, ANONYMOUS)])
      await expect(own(ctx, 'x')).rejects.toThrow('planted own did not ask for the store itself.');
  });

  it('counts as a use what let it go on, once', async () => {
    const [here, there] = [await makeProject(database.opened), await makeProject(database.opened)];
    const model = { operation: 'model', type: 'create' } as const;
    const used = async (ready: (ctx: Ctx) => Promise<unknown>) => {
      const counted = declareWrite({
        verb: 'planted counted',
        asks: ['model:create'],
        audits: 'none',
        because: 'it is a test',
        example,
        ready,
        write: async () => {},
      });
      const { id, ctx: make } = await maintainer();
      const ctx = make();
      await counted(ctx, 'x');
      return [...ctx.decided.used.values()].map(({ userId, projectId, operation, type }) => {
        expect(userId).toBe(id);
        return [operation, type, projectId];
      });
    };
    const offered = await used((ctx) => can(ctx, { ...model, projectId: here.id }));
    expect(offered).toEqual([['model', 'create', here.id]]);
    const authorized = await used(async (ctx) => {
      await authorizeOpenly(ctx, { ...model, projectId: here.id });
      await can(ctx, { ...model, projectId: there.id });
    });
    expect(authorized).toEqual([['model', 'create', here.id]]);
  });

  it('that breaks another rule of the database than its name is a fault', async () => {
    const naming = declareWrite({
      verb: 'planted elsewhere',
      asks: ['custom_list:create'],
      audits: ['custom_list.create'],
      taken: () => ({ constraint: 'catalogs_name', message: 'It is there.' }),
      example,
      ready: asksForTags,
      write: async (writing, _, name) => {
        const { tx, ctx } = writing;
        writing.tell(tagEvent('custom_list.create', await addTag(writing, name), name));
        const row = { id: newId(), list: 'tags', name, description: '', parentId: null } as const;
        await tx.insert(customListEntries).values({ ...row, ...stamp(ctx) });
      },
    });
    const thrown = await naming((await maintainer()).ctx(), unique('tag')).catch((error: Error) => error);
    expect(thrown).toBeInstanceOf(Error);
    expect(thrown).not.toHaveProperty('name', 'DomainError');
  });

  it('tells who did it by which credential, and whether that is a service account', async () => {
    const add = declareWrite({
      verb: 'planted add',
      asks: ['shown secret'],
      audits: ['custom_list.create'],
      example,
      ready: async (_: Ctx, name: string) => name,
      write: async (writing, name) => {
        const id = await addTag(writing, name);
        writing.tell(tagEvent('custom_list.create', id, name));
        return id;
      },
    });
    const { id, name } = await maintainer();
    const credentialId = newId();
    const token: UserActor = { kind: 'token', userId: id, name, credentialId, limit: null };
    const requestId = newId();
    const told = async (actor: Ctx['actor']) => {
      const ctx = { ...ctxFor(database.opened, actor), requestId };
      const tag = unique('tag');
      const resourceId = await add(ctx, tag);
      const [row] = await database.opened.db
        .select()
        .from(auditEvents)
        .where(eq(auditEvents.resourceId, resourceId));
      if (row === undefined) throw new Error('Nothing was told.');
      const { payload, ...columns } = row;
      expect(columns).toMatchObject({
        chain: 'store',
        at: ctx.now,
        action: 'custom_list.create',
        resourceType: 'custom_list',
        resourceName: expect.stringContaining(tag),
        projectId: null,
      });
      const event = JSON.parse(payload) as Record<string, unknown>;
      expect(event).toMatchObject({
        id: columns.id,
        at: ctx.now.toISOString(),
        action: 'custom_list.create',
        resource: { type: 'custom_list', id: resourceId, name: columns.resourceName },
        project: null,
        request: requestId,
      });
      return [columns.actorId, columns.actorName, event['actor']];
    };
    expect(await told(token)).toEqual([id, name, { kind: 'token', id, name, credential: credentialId }]);
    expect(await told({ ...token, isService: true })).toEqual([
      id,
      name,
      { kind: 'token', id, name, credential: credentialId, service: true },
    ]);
    const system = { kind: 'system', id: null, name: 'Assay', credential: null };
    expect(await told(SYSTEM)).toEqual([null, 'Assay', system]);
    const anonymous = { kind: 'anonymous', id: null, name: 'anonymous', credential: null };
    expect(await told(ANONYMOUS)).toEqual([null, 'anonymous', anonymous]);
  });

  it('can be read as it was declared', () => {
    const declared = {
      verb: 'planted plain',
      asks: ['custom_list:create'],
      audits: ['custom_list.create'],
    } as const;
    const plain = declareWrite({
      ...declared,
      example,
      ready: asksForTags,
      write: async ({ tellNothing }) => tellNothing(),
    });
    expect(plain.declared).toEqual({ ...declared, example, power: 'never' });
  });
});

describe('bookkeeping', () => {
  const keeps = {
    verb: 'planted keep',
    asks: ['custom_list:create'],
    audits: 'none',
    because: 'nobody else sees it',
    example,
    ready: asksForTags,
  } as const;

  it('writes without an audit row, and its declaration tells why', async () => {
    const keep = declareWrite({ ...keeps, write: (writing, _, name: string) => addTag(writing, name) });
    const name = unique('tag');
    await keep((await maintainer()).ctx(), name);
    expect(await isThere(name)).toBe(true);
    expect(await result(name)).toEqual([]);
    expect(keep.declared).toMatchObject({ audits: 'none', because: 'nobody else sees it' });
  });

  it('that tells of something after all is a fault and leaves nothing', async () => {
    const keep = declareWrite({
      ...keeps,
      write: async (writing, _, name: string) => {
        const id = await addTag(writing, name);
        // The types permit no event here.
        (writing as Writing).tell(tagEvent('custom_list.create', id, name));
      },
    });
    const name = unique('tag');
    await expect(keep((await maintainer()).ctx(), name)).rejects.toThrow('said had not happened');
    expect(await isThere(name)).toBe(false);
  });
});

describe('a declared move of power', () => {
  interface TeamInput {
    readonly name: string;
    readonly isMove: boolean;
  }
  let hasRun = false;
  /** Makes a team, or, where no power moves, a tag. */
  const make = declareWrite({
    verb: 'planted make',
    asks: ['custom_list:create'],
    audits: ['team.create', 'custom_list.create'],
    example: () => ({ name: unique('team'), isMove: true }),
    ready: async (ctx: Ctx, { isMove }: TeamInput) => {
      await authorizeLists(ctx, 'create', 'tags');
      return { isMove };
    },
    moves: ({ isMove }) => isMove,
    move: async ({ tx, ctx, tell, granter }, _, { name }) => {
      hasRun = true;
      await granter.requireToHold([]);
      const row = await insertTeam(tx, { id: newId(), name, nameKey: nameKey(name), ...stamp(ctx) });
      if (row === null) throw new Error('taken');
      tell({
        action: 'team.create',
        resourceType: 'team',
        resourceId: row.id,
        resourceName: name,
        projectId: null,
      });
    },
    write: async (writing, _, { name }) => {
      hasRun = true;
      writing.tell(tagEvent('custom_list.create', await addTag(writing, name), name));
    },
  });

  /** An administrator in a browser who signed in so many minutes ago. */
  const signedIn = async (minutes: number) =>
    sessionCtx(database.opened, await makeUser(database.opened, { role: 'admin' }), minutes);

  const hasTeam = async (name: string) =>
    (await database.opened.db.select().from(teams).where(eq(teams.name, name))).length === 1;

  it('is refused to an old session before anything is written', async () => {
    hasRun = false;
    const name = unique('team');
    await expect(make(await signedIn(61), { name, isMove: true })).rejects.toMatchObject({
      code: 'precondition',
      reason: 'sign_in_again',
    });
    expect(hasRun).toBe(false);
    expect(await hasTeam(name)).toBe(false);
  });

  it('is done in a session of the last hour, and told', async () => {
    const name = unique('team');
    await make(await signedIn(5), { name, isMove: true });
    expect(await hasTeam(name)).toBe(true);
    expect(await result(name)).toEqual(['team.create']);
    expect(make.declared.power).toBe('sometimes');
  });

  it('needs no recent sign-in where it moves none', async () => {
    const name = unique('tag');
    await make(await signedIn(61), { name, isMove: false });
    expect(await isThere(name)).toBe(true);
    expect(await result(name)).toEqual(['custom_list.create']);
  });

  it('asks for a recent sign-in where a write without power does', async () => {
    const guarded = declareWrite({
      verb: 'planted guarded',
      asks: ['custom_list:create'],
      audits: 'none',
      because: 'it is a test',
      recentSignIn: () => true,
      example,
      ready: asksForTags,
      write: async () => 'done',
    });
    await expect(guarded(await signedIn(61), 'x')).rejects.toMatchObject({ reason: 'sign_in_again' });
    expect(await guarded(await signedIn(5), 'x')).toBe('done');
  });

  it('of somebody whose session has ended is refused as with an old one', async () => {
    const { id: userId, name } = await makeUser(database.opened, { role: 'admin' });
    const ended = ctxFor(database.opened, {
      kind: 'session',
      userId,
      name,
      credentialId: newId(),
      limit: null,
    });
    await expect(make(ended, { name: unique('team'), isMove: true })).rejects.toMatchObject({
      reason: 'sign_in_again',
    });
  });

  describe('that is refused', () => {
    const refuse = (error: DomainError | Error, asks: 'ready' | 'move') =>
      declareWrite({
        verb: 'planted refuse',
        asks: ['shown secret'],
        audits: 'none',
        because: 'it is a test',
        example,
        ready: async () => {
          if (asks === 'ready') throw error;
        },
        move: async () => {
          throw error;
        },
      });
    const kept = (actorId: string) =>
      database.opened.db
        .select()
        .from(securityEvents)
        .where(and(eq(securityEvents.actorId, actorId), eq(securityEvents.action, 'power.refuse')))
        .orderBy(asc(securityEvents.seq));

    it('is kept as a security event, with the permission that was missing and nothing that was typed', async () => {
      const ada = await makeUser(database.opened, { role: 'admin' });
      const forbidden = new DomainError('forbidden', 'typed', { permission: 'model:read' });
      const ctx = { ...ada.ctx(), requestId: newId() };
      for (const asks of ['ready', 'move'] as const)
        await expect(refuse(forbidden, asks)(ctx, 'typed')).rejects.toBe(forbidden);
      await expect(
        make(await sessionCtx(database.opened, ada, 61), { name: 'typed', isMove: true }),
      ).rejects.toMatchObject({ code: 'precondition' });
      const rows = await kept(ada.id);
      expect(rows).toMatchObject(Array(3).fill({ actorName: ada.name }));
      expect(rows[0]?.at).toEqual(ctx.now);
      const details = rows.map(({ payload }) => JSON.parse(payload)['details'] as unknown);
      const refused = { verb: 'planted refuse', reason: 'forbidden', permission: 'model:read' };
      expect(details).toEqual([
        refused,
        refused,
        { verb: 'planted make', reason: 'sign_in_again', permission: null },
      ]);
      expect(JSON.parse(rows[0]?.payload ?? '')).toEqual({
        id: rows[0]?.id,
        at: ctx.now.toISOString(),
        actor: { id: ada.id, name: ada.name },
        action: 'power.refuse',
        resource: { type: 'security', id: null, name: '' },
        project: null,
        request: ctx.requestId,
        changes: [],
        details: refused,
      });
    });

    it('for another reason, or where nobody acts, is none', async () => {
      const ada = await makeUser(database.opened, { role: 'admin' });
      const others: readonly ErrorCode[] = ['not_found', 'conflict', 'invalid', 'precondition'];
      for (const error of [...others.map((code) => new DomainError(code, 'x')), new Error('x')])
        await expect(refuse(error, 'move')(ada.ctx(), 'x')).rejects.toBe(error);
      expect(await kept(ada.id)).toEqual([]);
      const count = () => database.opened.db.$count(securityEvents);
      const before = await count();
      const forbidden = new DomainError('forbidden', 'x');
      for (const actor of [SYSTEM, ANONYMOUS])
        await expect(refuse(forbidden, 'ready')(ctxFor(database.opened, actor), 'x')).rejects.toBe(forbidden);
      expect(await count()).toBe(before);
    });

    it('where no power moves is none either', async () => {
      const viewer = await makeUser(database.opened, { role: 'viewer' });
      const plain = declareWrite({
        verb: 'planted plain',
        asks: ['custom_list:create'],
        audits: 'none',
        because: 'it is a test',
        example,
        ready: asksForTags,
        write: async () => {},
      });
      await expect(plain(viewer.ctx(), 'x')).rejects.toMatchObject({ code: 'forbidden' });
      expect(await kept(viewer.id)).toEqual([]);
    });
  });
});
