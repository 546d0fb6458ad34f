import { type ClientDoor, type ClientKey, clientDayRows, seenClientRows } from '@/db/queries/seen-clients';
import type { Ctx } from '@/lib/core/ctx';
import { dayNumber, dayText } from '@/lib/counting/held-counts';
import { authorizeSystem } from './authorize-system';
import { type Conformance, conformanceOf } from './tested-clients';

/** Days of which requests are told: today and the six before it, in UTC. */
export const CLIENT_DAYS = 7;

/** A client that was let in at a door, by what it calls itself. */
export interface SeenClient {
  readonly door: ClientDoor;
  /** Null: all that there was no room for. */
  readonly name: string | null;
  /** Null where it does not say. */
  readonly version: string | null;
  readonly conformance: Conformance | null;
  readonly firstSeenAt: Date;
  readonly lastSeenAt: Date;
  /** Requests of the last {@link CLIENT_DAYS} days, and of each of them that had any, in their order. */
  readonly requests: number;
  readonly days: readonly { readonly day: string; readonly requests: number }[];
}

/**
 * Clients that were let in by somebody's credentials in the last 90 days, at most 50 of each door, who was seen last first;
 * for who may read the audit of the store. Each process writes what it counted once a minute.
 */
export async function listClients(ctx: Ctx): Promise<SeenClient[]> {
  await authorizeSystem(ctx);
  const since = dayText(dayNumber(ctx.now) - CLIENT_DAYS + 1);
  const days = new Map<string, { readonly day: string; readonly requests: number }[]>();
  for (const { day, requests, ...client } of await clientDayRows(ctx.db, since))
    days.set(keyOf(client), [...(days.get(keyOf(client)) ?? []), { day, requests }]);
  const rows = await seenClientRows(ctx.db);
  return rows.map(({ door, name, version, firstSeenAt, lastSeenAt }) => {
    const sent = days.get(keyOf({ door, name, version })) ?? [];
    return {
      door,
      name: name || null,
      version: version || null,
      conformance: name === '' ? null : conformanceOf(door, name, version),
      firstSeenAt,
      lastSeenAt,
      requests: sent.reduce((sum, { requests }) => sum + requests, 0),
      days: sent,
    };
  });
}

const keyOf = ({ door, name, version }: ClientKey): string => `${door} ${name} ${version}`;
