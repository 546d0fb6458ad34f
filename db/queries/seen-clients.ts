import { gte, lt, sql } from 'drizzle-orm';
import type { Bookkeeper, Executor } from '../client';
import { type CLIENT_DOORS, clientDays, seenClients } from '../schema';

export type ClientDoor = (typeof CLIENT_DOORS)[number];

/** What a client calls itself at a door; an empty name stands for all that there was no room for. */
export interface ClientKey {
  readonly door: ClientDoor;
  readonly name: string;
  readonly version: string;
}

/** How many requests a client sent on a day in UTC (`2027-05-31`), and the first and last of them. */
export interface ClientDay extends ClientKey {
  readonly day: string;
  readonly requests: number;
  readonly firstAt: Date;
  readonly lastAt: Date;
}

/**
 * Adds to what was counted, in one statement and in the order of the keys. At most `most` clients have a name at each
 * door: further ones count as the rest. Two processes that meet new ones in the same moment may each fill the last places.
 */
export async function addClientDays(
  executor: Bookkeeper,
  days: readonly ClientDay[],
  most: number,
): Promise<void> {
  await executor.execute(sql`
    with given as materialized (
      select g.door, g.name, g.version, g.day, g.requests, g."firstAt" as first_at, g."lastAt" as last_at
      from json_to_recordset(${JSON.stringify(days)}::json)
        as g(door text, name text, version text, day date, requests int, "firstAt" timestamptz, "lastAt" timestamptz)
    ), known as materialized (
      select door, name, version from seen_clients where name <> ''
    ), fresh as materialized (
      select n.door, n.name, n.version,
        row_number() over (partition by n.door order by n.first_at, n.name, n.version)
          + (select count(*) from known k where k.door = n.door) as place
      from (
        select door, name, version, min(first_at) as first_at from given where name <> '' group by 1, 2, 3
      ) n
      where not exists (
        select 1 from known k where k.door = n.door and k.name = n.name and k.version = n.version
      )
    ), counted as materialized (
      select g.door,
        case when f.place > ${most}::int then '' else g.name end as name,
        case when f.place > ${most}::int then '' else g.version end as version,
        g.day, sum(g.requests)::int as requests, min(g.first_at) as first_at, max(g.last_at) as last_at
      from given g
      left join fresh f on f.door = g.door and f.name = g.name and f.version = g.version
      group by 1, 2, 3, 4
    ), seen as (
      insert into seen_clients (door, name, version, first_seen_at, last_seen_at)
      select door, name, version, min(first_at), max(last_at) from counted group by 1, 2, 3 order by 1, 2, 3
      on conflict (door, name, version) do update set
        first_seen_at = least(seen_clients.first_seen_at, excluded.first_seen_at),
        last_seen_at = greatest(seen_clients.last_seen_at, excluded.last_seen_at)
    )
    insert into client_days (door, name, version, day, requests)
    select door, name, version, day, requests from counted order by 1, 2, 3, 4
    on conflict (door, name, version, day) do update set requests = client_days.requests + excluded.requests`);
}

/** Removes the days before one, and the clients that were not seen since: their places are free again. */
export async function dropClientsBefore(executor: Bookkeeper, day: string): Promise<void> {
  await executor.delete(clientDays).where(lt(clientDays.day, day));
  await executor.delete(seenClients).where(lt(seenClients.lastSeenAt, new Date(`${day}T00:00:00Z`)));
}

export interface ClientRow extends ClientKey {
  readonly firstSeenAt: Date;
  readonly lastSeenAt: Date;
}

/** The clients of all doors, who was seen last first. */
export function seenClientRows(executor: Executor): Promise<ClientRow[]> {
  return executor
    .select()
    .from(seenClients)
    .orderBy(sql`${seenClients.lastSeenAt} desc`, seenClients.door, seenClients.name, seenClients.version);
}

/** What each of them sent by day, from a day on, in the order of the days. */
export function clientDayRows(
  executor: Executor,
  since: string,
): Promise<(ClientKey & Pick<ClientDay, 'day' | 'requests'>)[]> {
  return executor.select().from(clientDays).where(gte(clientDays.day, since)).orderBy(clientDays.day);
}
