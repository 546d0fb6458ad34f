import { type SQL, sql } from 'drizzle-orm';
import type { Bookkeeper, Executor } from '../client';

/**
 * What a check found first of an event: it, or one before it, is not there; it does not follow the one before; it has
 * another hash than when it was last checked; what it tells is not what was hashed; its columns say something else; the
 * chain's head does not name it.
 */
export type AuditFault = 'missing' | 'order' | 'rewritten' | 'payload' | 'columns' | 'head';

/** A chain: how long it is, and how far it was found right. */
export interface ChainRow {
  /** `store`, or a project's row id. */
  readonly chain: string;
  readonly seq: number;
  readonly hash: string;
  /** The last event that was found right, and its hash; 0 before any was. */
  readonly checkedSeq: number;
  readonly checkedHash: string;
  /** When it was last checked to its head; null for never. */
  readonly checkedAt: Date | null;
  /** When its first event was, of a chain that was never checked. */
  readonly firstAt: Date | null;
  readonly brokenSeq: number | null;
  readonly fault: AuditFault | null;
}

const among = (column: SQL, chains: readonly string[] | null): SQL =>
  chains === null
    ? sql`true`
    : sql`${column} in (select named from json_array_elements_text(${JSON.stringify(chains)}::json) named)`;

/** All chains, or those named, by name. One that was checked and has no head any more counts as of no event. */
export async function chainRows(executor: Executor, chains: readonly string[] | null): Promise<ChainRow[]> {
  const rows = await executor.execute<Record<keyof ChainRow, string | null>>(sql`
    select coalesce(c.chain, k.chain) as chain, coalesce(c.seq, 0) as seq, coalesce(c.hash, '') as hash,
      coalesce(k.seq, 0) as "checkedSeq", coalesce(k.hash, '') as "checkedHash", k.checked_at as "checkedAt",
      case when k.chain is null then
        (select at from audit_events e where e.chain = c.chain and e.seq = 1) end as "firstAt",
      k.broken_seq as "brokenSeq", k.fault
    from audit_chains c full join audit_checks k on k.chain = c.chain
    where ${among(sql`coalesce(c.chain, k.chain)`, chains)} order by 1`);
  const instant = (text: string | null): Date | null => (text === null ? null : new Date(text));
  return rows.map((row) => ({
    chain: row.chain ?? '',
    seq: Number(row.seq),
    hash: row.hash ?? '',
    checkedSeq: Number(row.checkedSeq),
    checkedHash: row.checkedHash ?? '',
    checkedAt: instant(row.checkedAt),
    firstAt: instant(row.firstAt),
    brokenSeq: row.brokenSeq === null ? null : Number(row.brokenSeq),
    fault: row.fault as AuditFault | null,
  }));
}

/** What a part of a chain turned out to be. */
export interface ChainCheck {
  /** The last event that is right, and its hash; as asked where the first is not. */
  readonly seq: number;
  readonly hash: string;
  readonly broken: { readonly seq: number; readonly fault: AuditFault } | null;
}

/**
 * Checks the events of a chain that follow `from` up to `to`, at most `most` of them: that none is missing, that each
 * names the hash of the one before, that its own hash is that of its payload, and that its columns say what its payload
 * says. The event `from` itself is looked at again, since what follows stands on it.
 */
export async function checkPart(
  executor: Executor,
  chain: string,
  from: { readonly seq: number; readonly hash: string },
  { to, most }: { readonly to: number; readonly most: number },
): Promise<ChainCheck> {
  const begin = sql`${from.seq}::bigint`;
  const rows = await executor.execute<{ seq: string; hash: string; fault: AuditFault | null }>(sql`
    with part as materialized (
      select * from audit_events where chain = ${chain} and seq >= ${begin} and seq <= ${to}::bigint
      order by seq limit ${most + 1}::int
    ), linked as (
      select *, lag(seq) over (order by seq) as seq_before, lag(hash) over (order by seq) as hash_before from part
    ), judged as (
      select seq, hash, case
        when seq <> coalesce(seq_before + 1, greatest(${begin}, 1)) then 'missing'
        when seq = ${begin} and hash <> ${from.hash} then 'rewritten'
        when seq > ${begin} and previous_hash <> coalesce(hash_before, '') then 'order'
        when hash <> encode(sha256(convert_to(previous_hash || E'\n' || payload, 'UTF8')), 'hex') then 'payload'
        when (payload::json #>> '{id}', payload::json #>> '{actor,name}', payload::json #>> '{action}',
            payload::json #>> '{resource,type}', payload::json #>> '{resource,name}', (payload::json #>> '{at}')::timestamptz)
          is distinct from (id::text, actor_name, action, resource_type, resource_name, at)
          or payload::json #>> '{actor,id}' is distinct from actor_id::text
          or payload::json #>> '{resource,id}' is distinct from resource_id::text
          or payload::json #>> '{project}' is distinct from project_id::text then 'columns' end as fault
      from linked
    ), first as (select min(seq) as seq from judged where fault is not null)
    (select seq, hash, fault from judged where seq = (select seq from first))
    union all
    (select seq, hash, null from judged where seq < coalesce((select seq from first), 9223372036854775807)
      order by seq desc limit 1)`);
  const wrong = rows.find(({ fault }) => fault !== null);
  const right = rows.find(({ fault }) => fault === null);
  return {
    seq: right === undefined ? from.seq : Number(right.seq),
    hash: right?.hash ?? from.hash,
    broken:
      wrong === undefined || wrong.fault === null ? null : { seq: Number(wrong.seq), fault: wrong.fault },
  };
}

/** Remembers how far a chain was checked. */
export async function saveCheck(
  executor: Bookkeeper,
  chain: string,
  { seq, hash, broken }: ChainCheck,
  at: Date,
): Promise<void> {
  await executor.execute(sql`
    insert into audit_checks (chain, seq, hash, checked_at, broken_seq, fault)
    values (${chain}, ${seq}::bigint, ${hash}, ${at.toISOString()}::timestamptz, ${broken?.seq ?? null}::bigint,
      ${broken?.fault ?? null}::text)
    on conflict (chain) do update set seq = excluded.seq, hash = excluded.hash, checked_at = excluded.checked_at,
      broken_seq = excluded.broken_seq, fault = excluded.fault`);
}

/** When the oldest event was of all there are, or of these projects; null without any. */
export async function firstEventAt(
  executor: Executor,
  projectIds: readonly string[] | null,
): Promise<Date | null> {
  const of =
    projectIds === null
      ? sql`true`
      : sql`project_id in (select named::uuid from json_array_elements_text(${JSON.stringify(projectIds)}::json) named)`;
  const [row] = await executor.execute<{ at: string | null }>(
    sql`select min(at) as at from audit_events where ${of}`,
  );
  return row?.at == null ? null : new Date(row.at);
}
