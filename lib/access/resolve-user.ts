import { findUser, type UserRow } from '@/db/queries/users';
import { actorUserId } from '@/lib/core/actor';
import type { Ctx } from '@/lib/core/ctx';
import { DomainError } from '@/lib/core/domain-error';
import { nameKey } from '@/lib/core/name';
import { authorize, can } from './authorize';

/** The user of this name (`me`: the actor) if the actor may read them; oneself always. Otherwise as if absent. */
export async function resolveUser(ctx: Ctx, name: string): Promise<UserRow> {
  if (ctx.actor.kind === 'anonymous') throw new DomainError('unauthenticated', 'Sign in first.');
  const wanted = name === 'me' && ctx.actor.kind !== 'system' ? ctx.actor.name : name;
  const absent = `User ${name} not found.`;
  const row = wanted.includes('\0') ? null : await findUser(ctx.db, nameKey(wanted));
  if (row !== null && row.id === actorUserId(ctx.actor)) return row;
  const named = row === null ? {} : { resourceId: row.id };
  await authorize(ctx, { operation: 'user', type: 'read', projectId: null, ...named }, absent);
  if (row === null) throw new DomainError('not_found', absent);
  return row;
}

/** As {@link resolveUser} for who hands out roles or members: they may name people whom they may not list. */
export async function nameUser(ctx: Ctx, name: string): Promise<UserRow> {
  const row = name.includes('\0') ? null : await findUser(ctx.db, nameKey(name));
  if (row !== null) return row;
  const hidden = !(await can(ctx, { operation: 'user', type: 'read', projectId: null }));
  throw new DomainError('not_found', `User ${name} not found.`, { hidden });
}
