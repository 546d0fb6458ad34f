import { addClientDays, type ClientDoor, dropClientsBefore } from '@/db/queries/seen-clients';
import { dayNumber, dayText, HeldCounts } from '@/lib/counting/held-counts';
import type { ClientName } from './client-name';

/** Clients that have a name at each door; further ones count as the rest. Genuine clients come to a dozen. */
export const MOST_CLIENTS = 50;
/** Days for which clients are kept after they were last seen, and what they sent by day. */
export const KEPT_CLIENT_DAYS = 90;
/** Doors × clients × days that one process holds for the database. */
const MOST_HELD = 2_000;
const REST: ClientName = { name: '', version: '' };

/** What one client sent through a door on a day, as days from the epoch. */
interface Sent {
  readonly door: ClientDoor;
  readonly client: ClientName;
  readonly day: number;
  requests: number;
  firstAt: Date;
  lastAt: Date;
}

/** Which clients sent requests, of one process, that the database does not know yet. */
export class ClientCounts extends HeldCounts<Sent> {
  /** How many named ones are held of each door: somebody who invents names gets no more places here than there. */
  readonly #named = new Map<ClientDoor, number>();

  constructor(most = MOST_HELD) {
    super({
      noun: 'requests of clients',
      most,
      add: (known, { requests, firstAt, lastAt }) => {
        known.requests += requests;
        if (firstAt < known.firstAt) known.firstAt = firstAt;
        if (lastAt > known.lastAt) known.lastAt = lastAt;
      },
      sizeOf: ({ requests }) => requests,
      write: async (executor, entries) => {
        this.#named.clear();
        await addClientDays(
          executor,
          entries.map(({ client, day, ...sent }) => ({ ...client, ...sent, day: dayText(day) })),
          MOST_CLIENTS,
        );
      },
      sweep: (executor, today) => dropClientsBefore(executor, dayText(today - KEPT_CLIENT_DAYS)),
    });
  }

  /** Counts one request that a client sent at an instant. */
  note(door: ClientDoor, client: ClientName, at: Date): void {
    const day = dayNumber(at);
    const key = keyOf(door, client, day);
    const known = this.find(key);
    if (known !== undefined) {
      known.requests += 1;
      if (at > known.lastAt) known.lastAt = at;
      return;
    }
    const named = this.#named.get(door) ?? 0;
    const isRest = client.name === '' || named >= MOST_CLIENTS;
    if (!isRest) this.#named.set(door, named + 1);
    const counted = isRest ? REST : client;
    const sent = { door, client: counted, day, requests: 1, firstAt: at, lastAt: at };
    this.add(keyOf(door, counted, day), sent);
  }
}

const keyOf = (door: ClientDoor, { name, version }: ClientName, day: number): string =>
  `${door} ${name} ${version} ${day}`;
