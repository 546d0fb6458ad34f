import { eq } from 'drizzle-orm';
import { describe, expect, it } from 'vitest';
import { tokens, users } from '@/db/schema';
import { testDatabase } from '@/db/testing/test-database';
import { ANONYMOUS } from '@/lib/core/actor';
import { deleteProject } from '@/lib/projects/delete-project';
import { ctxFor, makeProject, makeUser, SYSTEM, unique } from '@/lib/testing/world';
import { createToken } from './create-token';
import { type ListIssuedTokens, listIssuedTokens } from './list-issued-tokens';
import { revokeToken } from './revoke-token';

const database = testDatabase();
const daysAgo = (days: number) => new Date(Date.now() - days * 86_400_000);

describe('listIssuedTokens', () => {
  it('tells of everybody, and the states apart', async () => {
    const ada = await makeUser(database.opened, { role: 'admin' });
    const [bob, off] = [await makeUser(database.opened), await makeUser(database.opened)];
    const project = await makeProject(database.opened);
    const mark = unique('mark');
    const make = async (owner: typeof bob, name: string, set: Partial<typeof tokens.$inferInsert> = {}) => {
      const made = await createToken(owner.ctx(), { name: `${mark}-${name}`, expiresInDays: 300 });
      if (Object.keys(set).length > 0)
        await database.opened.db.update(tokens).set(set).where(eq(tokens.id, made.id));
      return made.id;
    };
    await make(bob, 'new');
    await make(bob, 'used', { createdAt: daysAgo(200), lastUsedAt: daysAgo(89) });
    await make(bob, 'idle', { createdAt: daysAgo(200), lastUsedAt: daysAgo(91) });
    await make(bob, 'never', { createdAt: daysAgo(91) });
    await make(bob, 'expired', { expiresAt: daysAgo(1) });
    await revokeToken(bob.ctx(), { id: await make(bob, 'revoked') });
    await make(off, 'off');
    await database.opened.db.update(users).set({ isActive: false }).where(eq(users.id, off.id));
    await make(bob, 'nowhere', { projectId: project.id });
    await deleteProject(ctxFor(database.opened, SYSTEM), { project: project.name });

    const named = async (input: ListIssuedTokens) =>
      (await listIssuedTokens(ada.ctx(), { search: mark, ...input })).items
        .map(({ name }) => name.slice(mark.length + 1))
        .sort();
    expect(await named({})).toEqual(
      ['expired', 'idle', 'never', 'new', 'nowhere', 'off', 'revoked', 'used'].sort(),
    );
    expect(await named({ state: 'working' })).toEqual(['idle', 'never', 'new', 'used']);
    expect(await named({ state: 'unused' })).toEqual(['idle', 'never']);
    expect(await named({ state: 'expired' })).toEqual(['expired']);
    // A project takes the tokens along that were good for it alone.
    expect(await named({ state: 'revoked' })).toEqual(['nowhere', 'revoked']);
  });

  it('finds a token by its name, its first characters and its owner, and pages', async () => {
    const ada = await makeUser(database.opened, { role: 'admin' });
    const bob = await makeUser(database.opened);
    const texts: string[] = [];
    for (const name of ['one', 'two', 'three'])
      texts.push((await createToken(bob.ctx(), { name: `${bob.name}-${name}`, expiresInDays: 1 })).token);
    const list = (input: ListIssuedTokens) => listIssuedTokens(ada.ctx(), input);
    const all = await list({ search: bob.name.toUpperCase() });
    expect([all.count, all.items.map(({ owner }) => owner)]).toEqual([3, Array(3).fill(bob.name)]);
    const [newest] = all.items;
    expect((await list({ search: newest?.prefix ?? '' })).items).toContainEqual(newest);
    expect((await list({ search: `${bob.name}-two` })).count).toBe(1);
    expect((await list({ search: '%' })).count).toBe(0);
    const first = await list({ search: bob.name, limit: 2 });
    const next = await list({ search: bob.name, limit: 2, after: first.next ?? '' });
    expect([...first.items, ...next.items]).toEqual(all.items);
    for (const other of [
      { search: 'else' },
      { search: bob.name, state: 'working' },
      { search: bob.name, ownerKind: 'person' },
    ] as const)
      await expect(list({ ...other, after: first.next ?? '' })).rejects.toMatchObject({ code: 'invalid' });
    for (const text of texts) expect(JSON.stringify(all)).not.toContain(text);
  });

  it('answers nobody else', async () => {
    const bob = await makeUser(database.opened);
    const project = await makeProject(database.opened);
    const local = await makeUser(database.opened, { role: 'admin', projectId: project.id });
    await expect(listIssuedTokens(ctxFor(database.opened, ANONYMOUS), {})).rejects.toMatchObject({
      code: 'unauthenticated',
    });
    for (const somebody of [bob, local])
      await expect(listIssuedTokens(somebody.ctx(), {})).rejects.toMatchObject({ code: 'forbidden' });
  });
});
