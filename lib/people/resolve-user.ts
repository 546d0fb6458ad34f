import { findUser, type UserRow } from '@/db/queries/users';
import { absent } from '@/lib/access/absent';
import { authorize, can } from '@/lib/access/authorize';
import { actorUserId } from '@/lib/core/actor';
import type { Ctx } from '@/lib/core/ctx';
import { type DomainError, notSignedIn } from '@/lib/core/domain-error';

const READ = { operation: 'user', type: 'read', projectId: null } as const;

/** The user of this name (`me`: the actor) if the actor may read them; oneself always. Otherwise as if absent. */
export async function resolveUser(ctx: Ctx, name: string): Promise<UserRow> {
  if (ctx.actor.kind === 'anonymous') throw notSignedIn();
  const wanted = name === 'me' && ctx.actor.kind !== 'system' ? ctx.actor.name : name;
  const row = await findUser(ctx.db, wanted);
  if (row !== null && row.id === actorUserId(ctx.actor)) return row;
  const named = row === null ? {} : { resourceId: row.id };
  await authorize(ctx, { ...READ, ...named }, () => absentUser(ctx, name, true));
  if (row === null) throw await absentUser(ctx, name, false);
  return row;
}

/** As {@link resolveUser} for who hands out roles or members: they may name people whom they may not list. */
export async function nameUser(ctx: Ctx, name: string): Promise<UserRow> {
  const row = await findUser(ctx.db, name);
  if (row !== null) return row;
  throw await absentUser(ctx, name, !(await can(ctx, READ)));
}

function absentUser(ctx: Ctx, name: string, hidden: boolean): Promise<DomainError> {
  const reads = async (resourceId: string) =>
    resourceId === actorUserId(ctx.actor) || can(ctx, { ...READ, resourceId });
  return absent(ctx, `User ${name} not found.`, { kind: 'user', name }, reads, { hidden });
}
