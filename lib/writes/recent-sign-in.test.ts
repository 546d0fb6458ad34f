import { describe, expect, it } from 'vitest';
import type { Database } from '@/db/client';
import { ANONYMOUS, type UserActor } from '@/lib/core/actor';
import { ctxFor, SYSTEM } from '@/lib/testing/world';
import { requireRecentSignIn } from './recent-sign-in';

const nobody = { userId: 'ada', name: 'ada', credentialId: null, limit: null } as const;
/** A request of this actor that must not ask the database. */
const by = (actor: UserActor | typeof ANONYMOUS | typeof SYSTEM) => ctxFor({} as Database, actor);
const HOUR = 3_600_000;

describe('a recent sign-in', () => {
  it('of a client is one of less than an hour ago', async () => {
    const ctx = by({ kind: 'client', ...nobody });
    const signedIn = (ms: number) => {
      const signedInAt = new Date(ctx.now.getTime() - ms);
      return requireRecentSignIn({ ...ctx, actor: { kind: 'client', ...nobody, signedInAt } });
    };
    for (const ms of [0, HOUR / 2, HOUR - 1]) await expect(signedIn(ms)).resolves.toBeUndefined();
    for (const ms of [HOUR, HOUR + 1, 24 * HOUR])
      await expect(signedIn(ms)).rejects.toMatchObject({ code: 'precondition', reason: 'sign_in_again' });
  });

  it('is what nobody has who was let in by name alone', async () => {
    await expect(requireRecentSignIn(by({ kind: 'client', ...nobody }))).rejects.toMatchObject({
      code: 'forbidden',
    });
  });

  it('is not asked of a token, which is shown each time, nor where no browser session acts', async () => {
    for (const actor of [
      { kind: 'token', ...nobody, credentialId: 'one' },
      { kind: 'session', ...nobody },
      SYSTEM,
      ANONYMOUS,
    ] as const)
      await expect(requireRecentSignIn(by(actor))).resolves.toBeUndefined();
  });
});
