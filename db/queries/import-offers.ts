import { eq, sql } from 'drizzle-orm';
import type { Executor, Transaction } from '../client';
import { importOffers } from '../schema';

type NewOffer = typeof importOffers.$inferInsert;

/** Keeps an offer, its words in the place of former ones; false when the same is there already. */
export async function keepOffer(tx: Transaction, offer: NewOffer): Promise<boolean> {
  const target = offer.roleId ? importOffers.roleId : importOffers.userId;
  const rows = await tx
    .insert(importOffers)
    .values(offer)
    .onConflictDoUpdate({
      target,
      set: { words: sql`excluded.words` },
      setWhere: sql`${importOffers.words} <> excluded.words`,
    })
    .returning({ id: importOffers.id });
  return rows.length > 0;
}

/** An offer with the names of those it is about. */
export interface OfferRow {
  readonly id: string;
  readonly role: string | null;
  readonly user: string | null;
  readonly words: unknown;
  /** People who hold the role, by name; at most 50. */
  readonly members: readonly string[];
}

/** Offers about living roles and people, roles first, by name; one of them by its row id. */
export async function listOffers(
  executor: Executor,
  { limit, id = null }: { limit: number; id?: string | null },
): Promise<OfferRow[]> {
  return executor.execute<OfferRow & Record<string, unknown>>(sql`
    select o.id, r.name as role, u.name as "user", o.words, coalesce((
      select json_agg(held.name) from (
        select h.name from role_assignments a join users h on h.id = a.user_id and h.deleted_at is null
        where a.role_id = r.id order by h.name_key limit 50) held), '[]'::json) as members
    from import_offers o
    left join roles r on r.id = o.role_id and r.deleted_at is null
    left join users u on u.id = o.user_id and u.deleted_at is null
    where (r.id is not null or u.id is not null) and ${id === null ? sql`true` : sql`o.id = ${id}::uuid`}
    order by u.name_key nulls first, r.name_key limit ${limit}`);
}

/** How many offers wait. */
export async function countOffers(executor: Executor): Promise<number> {
  const [row] = await executor.execute<{ n: string }>(sql`
    select count(*) as n from import_offers o
    left join roles r on r.id = o.role_id and r.deleted_at is null
    left join users u on u.id = o.user_id and u.deleted_at is null
    where r.id is not null or u.id is not null`);
  return Number(row?.n ?? 0);
}

/** False when it was gone already. */
export async function deleteOffer(tx: Transaction, id: string): Promise<boolean> {
  const gone = await tx
    .delete(importOffers)
    .where(eq(importOffers.id, id))
    .returning({ id: importOffers.id });
  return gone.length > 0;
}

/** Row ids of living models by their project's and their own folded names, as `project/model` of those keys. */
export async function modelIds(
  executor: Executor,
  keys: readonly { readonly project: string; readonly model: string }[],
): Promise<Map<string, string>> {
  if (keys.length === 0) return new Map();
  const wanted = JSON.stringify(keys);
  const rows = await executor.execute<{ project: string; model: string; id: string }>(sql`
    select p.name_key as project, m.name_key as model, m.id
    from json_to_recordset(${wanted}::json) as w(project text, model text)
    join projects p on p.name_key = w.project and p.deleted_at is null
    join models m on m.project_id = p.id and m.name_key = w.model and m.deleted_at is null`);
  return new Map(rows.map(({ project, model, id }) => [JSON.stringify([project, model]), id]));
}
