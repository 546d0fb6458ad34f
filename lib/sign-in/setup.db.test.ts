import { describe, expect, it } from 'vitest';
import { testDatabase } from '@/db/testing/test-database';
import { can } from '@/lib/access/authorize';
import { listAuditEvents } from '@/lib/audit/list-audit-events';
import { ANONYMOUS } from '@/lib/core/actor';
import { ctxFor, requestContextFor, SYSTEM } from '@/lib/testing/world';
import { completeSetup } from './complete-setup';
import { createFirstAdministrator } from './first-administrator';
import { createSetupSecret, isSetUp } from './setup-state';
import { signIn } from './sign-in';

const PASSWORD = 'a long pass phrase, nothing else';

describe('setting a store up by its link', () => {
  const database = testDatabase({ fresh: true });

  it('makes one administrator of many who try at once, with the last printed secret only', async () => {
    const { db } = database.opened;
    const requestContext = () => requestContextFor(database.opened);
    expect(await isSetUp(db)).toBe(false);
    const old = await createSetupSecret(db);
    const secret = await createSetupSecret(db);
    expect(Buffer.from(secret, 'base64url')).toHaveLength(32);
    for (const wrong of ['', 'x', old])
      await expect(
        completeSetup(requestContext(), { secret: wrong, name: 'ada', password: PASSWORD }),
      ).rejects.toMatchObject({ code: 'unauthenticated' });
    await expect(
      completeSetup(requestContext(), { secret, name: 'me', password: 'password1' }),
    ).rejects.toMatchObject({
      issues: [{ path: 'name' }, { path: 'password' }],
    });
    const tries = await Promise.allSettled(
      ['ada', 'bob', 'carl', 'dora'].map((name) =>
        completeSetup(requestContext(), { secret, name, password: PASSWORD }),
      ),
    );
    const made = tries.flatMap((result) => (result.status === 'fulfilled' ? [result.value] : []));
    expect(made).toHaveLength(1);
    for (const result of tries)
      if (result.status === 'rejected') expect(result.reason).toMatchObject({ code: 'conflict' });
    expect(await isSetUp(db)).toBe(true);
    const name = made[0]?.name ?? '';
    const { userId } = await signIn(requestContext(), { name, password: PASSWORD });
    const actor = { kind: 'session', userId, name, credentialId: null, limit: null } as const;
    const ctx = ctxFor(database.opened, actor);
    expect(await can(ctx, { operation: 'escalation', type: 'update', projectId: null })).toBe(true);
    const { items } = await listAuditEvents(ctx, {});
    const changes = [
      { field: 'name', before: null, after: name },
      { field: 'isActive', before: null, after: true },
      { field: 'canSignIn', before: null, after: true },
    ];
    expect(items).toMatchObject([{ action: 'store.set_up', resourceName: name, actor: 'Set-up', changes }]);
    await expect(
      completeSetup(requestContext(), { secret, name: 'eve', password: PASSWORD }),
    ).rejects.toMatchObject({
      code: 'conflict',
    });
    expect(
      await createFirstAdministrator(ctxFor(database.opened, SYSTEM), { name: 'eve', password: PASSWORD }),
    ).toBeNull();
  });
});

describe('setting a store up by its settings', () => {
  const database = testDatabase({ fresh: true });

  it('makes the administrator once, by the store itself only, and burns the link', async () => {
    const { db } = database.opened;
    const secret = await createSetupSecret(db);
    const input = { name: 'default', password: PASSWORD };
    await expect(createFirstAdministrator(ctxFor(database.opened, ANONYMOUS), input)).rejects.toMatchObject({
      code: 'forbidden',
    });
    const system = () => ctxFor(database.opened, SYSTEM);
    await expect(
      createFirstAdministrator(system(), { ...input, password: 'assay123' }),
    ).rejects.toMatchObject({
      issues: [{ path: 'password' }],
    });
    // A secret that was printed anew between the look at it and the lock.
    await expect(createFirstAdministrator(system(), { ...input, secret: 'x' })).rejects.toMatchObject({
      code: 'unauthenticated',
      message: 'The set-up link is not the one printed last.',
    });
    expect(await isSetUp(db)).toBe(false);
    const made = await Promise.all([1, 2, 3].map(() => createFirstAdministrator(system(), input)));
    expect(made.filter((user) => user !== null)).toMatchObject([{ name: 'default' }]);
    expect(await isSetUp(db)).toBe(true);
    await expect(
      completeSetup(requestContextFor(database.opened), { secret, name: 'eve', password: PASSWORD }),
    ).rejects.toMatchObject({ code: 'conflict' });
  });
});
