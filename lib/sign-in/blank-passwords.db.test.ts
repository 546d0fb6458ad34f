import { eq } from 'drizzle-orm';
import { describe, expect, it } from 'vitest';
import { users } from '@/db/schema';
import { testDatabase } from '@/db/testing/test-database';
import { setUserPassword } from '@/lib/credentials/set-user-password';
import { hashPassword } from '@/lib/people/passwords';
import { apiOver } from '@/lib/testing/api';
import { ctxFor, makeUser, requestContextFor, SYSTEM, unique } from '@/lib/testing/world';
import { changePassword } from './change-password';
import { createFirstAdministrator } from './first-administrator';
import { signIn } from './sign-in';

const database = testDatabase();
const PASSWORD = 'a long pass phrase, nothing else';

async function makeWorld() {
  const admin = await makeUser(database.opened, { role: 'admin' });
  const passwordHash = await hashPassword(PASSWORD);
  await database.opened.db.update(users).set({ passwordHash }).where(eq(users.id, admin.id));
  return { admin, somebody: await makeUser(database.opened), ...apiOver(database.opened) };
}
type World = Awaited<ReturnType<typeof makeWorld>>;

/** Every way by which an account gets a password, and what it says of a bad one. */
const WAYS: Readonly<Record<string, (world: World, password: string) => Promise<unknown>>> = {
  'the settings of the process': (_, password) =>
    createFirstAdministrator(ctxFor(database.opened, SYSTEM), { name: unique('first'), password }),
  'a change of one’s own': ({ admin }, newPassword) =>
    changePassword(admin.ctx(), { currentPassword: PASSWORD, newPassword }),
  'an administrator’s hand': ({ admin, somebody }, password) =>
    setUserPassword(admin.ctx(), { user: somebody.name, password }),
  'POST /api/v1/users': async ({ send, admin }, password) =>
    refused(await send(admin, 'POST', '/api/v1/users', { body: { name: unique('u'), password } })),
  'POST /api/user': async ({ send, admin }, password) =>
    refused(await send(admin, 'POST', '/api/user', { body: { username: unique('u'), password } })),
  'PUT /api/user': async ({ send, admin, somebody }, password) =>
    refused(await send(admin, 'PUT', '/api/user', { body: { username: somebody.name, password } })),
};

/** A refusal at a door, thrown as the verbs throw theirs. */
function refused({ status, text }: { status: number; text: string }): void {
  if (status === 422) throw Object.assign(new Error(text), { code: 'invalid', issues: [{ message: text }] });
}

describe('a password of white space', () => {
  it.each(Object.keys(WAYS))('is refused by %s', async (way) => {
    const world = await makeWorld();
    for (const blank of ['          ', '\t\n\u00a0\u2003\u3000\u200b\ufeff\u2060\u3164'])
      await expect(WAYS[way]?.(world, blank)).rejects.toMatchObject({
        code: 'invalid',
        issues: [{ message: expect.stringContaining('other characters than white space') }],
      });
  });

  it('opens no account when it is empty, whatever hash an import brought', async () => {
    const { somebody } = await makeWorld();
    const passwordHash = await hashPassword('');
    await database.opened.db.update(users).set({ passwordHash }).where(eq(users.id, somebody.id));
    await expect(
      signIn(requestContextFor(database.opened), { name: somebody.name, password: '' }),
    ).rejects.toMatchObject({ code: 'unauthenticated' });
  });
});
