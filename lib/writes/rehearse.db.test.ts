import { describe, expect, it } from 'vitest';
import { findTeam } from '@/db/queries/teams';
import { auditEvents } from '@/db/schema';
import { testDatabase } from '@/db/testing/test-database';
import { DomainError } from '@/lib/core/domain-error';
import { createTeam } from '@/lib/teams/create-team';
import { ctxFor, makeUser, SYSTEM, sessionCtx, unique } from '@/lib/testing/world';
import { rehearse } from './rehearse';

const database = testDatabase();
const admin = () => makeUser(database.opened, { role: 'admin' });

describe('a rehearsal', () => {
  it('sees what verbs did in it and leaves nothing, with however old a sign-in', async () => {
    const { db } = database.opened;
    const ctx = await sessionCtx(database.opened, await admin(), 61);
    const name = unique('team');
    const audited = await db.$count(auditEvents);
    const seen = await rehearse(ctx, async (inside) => {
      await createTeam(inside, { name });
      return (await findTeam(inside.db, name))?.name;
    });
    expect(seen).toBe(name);
    expect(await findTeam(db, name)).toBeNull();
    expect(await db.$count(auditEvents)).toBe(audited);
    expect(ctx.decided.permitted.size).toBe(0);
    await expect(createTeam(ctx, { name })).rejects.toMatchObject({ reason: 'sign_in_again' });
  });

  it('is tried as a token would do it in a browser alone', async () => {
    const kinds: string[] = [];
    const look = (ctx: Parameters<typeof rehearse>[0]) =>
      rehearse(ctx, async ({ actor }) => {
        kinds.push(actor.kind);
      });
    const { id: userId, name, ctx } = await admin();
    await look(ctx());
    const signedInAt = new Date(Date.now() - 7_200_000);
    const client = ctxFor(database.opened, {
      kind: 'client',
      userId,
      name,
      credentialId: null,
      limit: null,
      signedInAt,
    });
    await look(client);
    await look(ctxFor(database.opened, SYSTEM));
    expect(kinds).toEqual(['token', 'client', 'system']);
    await expect(
      rehearse(client, (inside) => createTeam(inside, { name: unique('t') })),
    ).rejects.toMatchObject({
      reason: 'sign_in_again',
    });
  });

  it('throws what verbs throw in it, and leaves nothing then either', async () => {
    const name = unique('team');
    const error = new DomainError('conflict', 'It is there.');
    await expect(
      rehearse((await admin()).ctx(), async (inside) => {
        await createTeam(inside, { name });
        throw error;
      }),
    ).rejects.toBe(error);
    expect(await findTeam(database.opened.db, name)).toBeNull();
  });
});
