import { eq, sql } from 'drizzle-orm';
import type { Executor, Transaction } from '../client';
import { storeState } from '../schema';
import { GRANTS_SENTINEL } from '../seed';

declare const POWER: unique symbol;

/** A transaction that holds the lock of grants. Queries that write who may do what, or under which name, take no other. */
export type PowerTransaction = Transaction & { readonly [POWER]: true };

/**
 * Locks the row that every change of grants locks first: two changes never judge the same old state. The statements
 * after it see what the one before committed.
 */
export async function lockGrants(tx: Transaction): Promise<PowerTransaction> {
  await tx
    .select({ key: storeState.key })
    .from(storeState)
    .where(eq(storeState.key, GRANTS_SENTINEL))
    .for('update');
  return tx as PowerTransaction;
}

/**
 * Whether an active person holds the global role `admin`, directly or through a living team, without an end:
 * an assignment that expires leaves nobody without any transaction happening. A service account is no person.
 */
export async function hasLastingAdministrator(executor: Executor): Promise<boolean> {
  return (await lastingAdministrators(executor, 1)).length > 0;
}

/** Names of such people, at most so many. */
export async function lastingAdministrators(executor: Executor, limit: number): Promise<string[]> {
  const rows = await executor.execute<{ name: string }>(sql`
    select distinct u.name from role_assignments a
    join roles r on r.id = a.role_id and r.origin = 'built_in' and r.name = 'admin'
    left join teams t on t.id = a.team_id and t.deleted_at is null
    left join team_memberships m on m.team_id = t.id
    join users u on u.id = coalesce(a.user_id, m.user_id) and u.is_active and u.deleted_at is null
      and u.kind = 'person'
    where a.project_id is null and a.expires_at is null
    limit ${limit}::int`);
  return rows.map(({ name }) => name);
}
