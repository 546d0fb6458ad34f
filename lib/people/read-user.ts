import type { Ctx } from '@/lib/core/ctx';
import { resolveUser } from './resolve-user';
import { presentUser, type User } from './user';

/** A person by name, `me` for oneself. `not_found` when absent or not the actor's to read. */
export async function readUser(ctx: Ctx, input: { user: string }): Promise<User> {
  return presentUser(await resolveUser(ctx, input.user));
}
