import { eq, sql } from 'drizzle-orm';
import type { Executor, Transaction } from '../client';
import { CUSTOM_LISTS, importOffers } from '../schema';
import { CUSTOM_LIST_IDS } from './resources';

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
  /** People and teams who hold the role, by name; at most 50. */
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
        select coalesce(h.name, 'team ' || t.name) as name from role_assignments a
        left join users h on h.id = a.user_id and h.deleted_at is null
        left join teams t on t.id = a.team_id and t.deleted_at is null
        where a.role_id = r.id and (h.id is not null or t.id is not null)
        order by coalesce(h.name_key, t.name_key) limit 50) held), '[]'::json) as members
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

/** Leaves only these words of an offer. False when it was gone already. */
export async function shrinkOffer(tx: Transaction, id: string, words: readonly unknown[]): Promise<boolean> {
  const rows = await tx
    .update(importOffers)
    .set({ words })
    .where(eq(importOffers.id, id))
    .returning({ id: importOffers.id });
  return rows.length > 0;
}

/** Something that a permission can name: a model by its project's and its own name, others by theirs. */
export interface ResourceKey {
  readonly kind: string;
  readonly project: string;
  readonly name: string;
}

/** Row ids of what is there, by the key as JSON text `[kind, project, name]`. */
export async function resourceIds(
  executor: Executor,
  keys: readonly ResourceKey[],
): Promise<Map<string, string>> {
  const found = new Map<string, string>();
  if (keys.length === 0) return found;
  const rows = await executor.execute<{ kind: string; project: string; name: string; id: string | null }>(sql`
    select w.kind, w.project, w.name, coalesce(
      (select m.id from models m join projects p on p.id = m.project_id and p.deleted_at is null
        where w.kind = 'model' and p.name = w.project and m.name = w.name and m.deleted_at is null),
      (select u.id from users u where w.kind = 'user' and u.name = w.name and u.deleted_at is null),
      (select r.id from roles r where w.kind = 'role' and r.name = w.name and r.deleted_at is null
        and r.origin not in ('model', 'request')),
      (select c.id from catalogs c where w.kind = 'catalog' and c.name = w.name)) as id
    from json_to_recordset(${JSON.stringify(keys)}::json) as w(kind text, project text, name text)`);
  for (const { kind, project, name, id } of rows) {
    const list = kind === 'custom_list' ? CUSTOM_LISTS.find((each) => each === name) : undefined;
    const there = list === undefined ? id : CUSTOM_LIST_IDS[list];
    if (there !== null) found.set(JSON.stringify([kind, project, name]), there);
  }
  return found;
}
