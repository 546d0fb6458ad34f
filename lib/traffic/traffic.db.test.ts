import { and, eq } from 'drizzle-orm';
import { describe, expect, it } from 'vitest';
import type { Bookkeeper } from '@/db/client';
import { clientDays, requestTimes, seenClients } from '@/db/schema';
import { testDatabase } from '@/db/testing/test-database';
import { apiOver } from '@/lib/testing/api';
import { makeUser, unique } from '@/lib/testing/world';
import { makeZenmlClient } from '@/lib/testing/zenml';
import { bucketOf } from './buckets';
import { ClientCounts, KEPT_CLIENT_DAYS, MOST_CLIENTS } from './client-counts';
import { DAY_MS, HOUR_MS, KEPT_TIMES, RequestTimes } from './request-times';
import type { Route } from './route';
import { trafficOf } from './traffic';

const database = testDatabase({ fresh: true });
const away = new Proxy({} as Bookkeeper, {
  get: () => () => Promise.reject(new Error('The database is away.')),
});
/** Noon of a day, far from the next minute, hour and day. */
const NOON = new Date(`${new Date().toISOString().slice(0, 10)}T12:00:30.000Z`);
const aRoute = (): Route => ({ kind: 'v1', method: 'GET', path: `/api/v1/${unique('route')}` });

async function timesOf({ path }: Route) {
  const rows = await database.opened.db
    .select()
    .from(requestTimes)
    .where(eq(requestTimes.route, path))
    .orderBy(requestTimes.span, requestTimes.beganAt);
  return rows.map(({ span, beganAt, counts }) => [
    `${span} ${beganAt.toISOString().slice(11, 16)}`,
    Object.fromEntries([...counts.entries()].filter(([, count]) => count > 0)),
  ]);
}

describe('the time of a request', () => {
  it('is counted by minute, hour and bucket, and added to what there is', async () => {
    const { aside } = database.opened;
    const route = aRoute();
    const times = new RequestTimes();
    const [fast, slow] = [bucketOf(3), bucketOf(700)];
    times.note(route, 3, NOON.getTime());
    times.note(route, 700, NOON.getTime());
    times.note(route, 3, NOON.getTime() + 60_000);
    await times.flush(aside, NOON);
    times.note(route, 3, NOON.getTime());
    times.note({ ...route, method: 'POST' }, 3, NOON.getTime());
    await times.flush(aside, NOON);
    expect(await timesOf(route)).toEqual([
      ['hour 12:00', { [fast]: 3, [slow]: 1 }],
      ['hour 12:00', { [fast]: 1 }],
      ['minute 12:00', { [fast]: 2, [slow]: 1 }],
      ['minute 12:00', { [fast]: 1 }],
      ['minute 12:01', { [fast]: 1 }],
    ]);
  });

  it('of several workers at once adds up', async () => {
    const routes = Array.from({ length: 6 }, aRoute);
    const workers = Array.from({ length: 4 }, () => new RequestTimes());
    for (let round = 0; round < 5; round += 1) {
      workers.forEach((worker, n) => {
        // Each meets the same routes in another order.
        for (const route of n % 2 === 0 ? routes : [...routes].reverse())
          worker.note(route, 2 ** n, NOON.getTime());
      });
      await Promise.all(workers.map((worker) => worker.flush(database.opened.aside, NOON)));
    }
    const all = Object.fromEntries([0, 1, 2, 3].map((n) => [bucketOf(2 ** n), 5]));
    for (const route of routes)
      expect(await timesOf(route)).toEqual([
        ['hour 12:00', all],
        ['minute 12:00', all],
      ]);
  });

  it('is kept while nothing can be written, as far as there is room, and counted once', async () => {
    const [route, other] = [aRoute(), aRoute()];
    const times = new RequestTimes(1);
    times.note(route, 3, NOON.getTime());
    times.note(other, 3, NOON.getTime());
    await expect(times.flush(away, NOON)).rejects.toThrow('away');
    times.note(route, 3, NOON.getTime());
    expect([times.takeLost(), times.takeLost()]).toEqual([1, 0]);
    await times.flush(database.opened.aside, NOON);
    await times.flush(database.opened.aside, NOON);
    expect(await timesOf(route)).toContainEqual(['minute 12:00', { [bucketOf(3)]: 2 }]);
    expect(await timesOf(other)).toEqual([]);
  });

  it('ends no answer from memory', async () => {
    const { opened } = database;
    const writes = opened.writes?.();
    const times = new RequestTimes();
    times.note(aRoute(), 3, NOON.getTime());
    await times.flush(opened.aside, NOON);
    expect(opened.writes?.()).toBe(writes);
  });

  it(`is forgotten: minutes after ${KEPT_TIMES.minute} day, hours after ${KEPT_TIMES.hour}`, async () => {
    const { aside } = database.opened;
    const route = aRoute();
    const times = new RequestTimes();
    const dayBefore = (days: number) => NOON.getTime() - days * DAY_MS;
    for (const days of [0, 1, 2, 8, 9]) times.note(route, 3, dayBefore(days));
    await times.flush(aside, NOON);
    expect(await timesOf(route)).toEqual([
      ...Array.from({ length: 4 }, () => ['hour 12:00', { [bucketOf(3)]: 1 }]),
      ...Array.from({ length: 2 }, () => ['minute 12:00', { [bucketOf(3)]: 1 }]),
    ]);
  });
});

describe('a client', () => {
  const clientsOf = async (name: string) => {
    const seen = await database.opened.db.select().from(seenClients).where(eq(seenClients.name, name));
    const days = await database.opened.db.select().from(clientDays).where(eq(clientDays.name, name));
    return { seen, days };
  };
  const flush = () => trafficOf(database.opened.db).clients.flush(database.opened.aside);

  it('is seen at the door that let it in, and not where nobody knows who sends', async () => {
    const { opened } = database;
    const { send } = apiOver(opened);
    const user = await makeUser(opened, { role: 'viewer' });
    const [known, unknown] = [unique('known'), unique('unknown')];
    const as = (name: string) => ({ headers: { 'User-Agent': `${name}/1.2 (somewhere)` } });
    expect((await send(user, 'GET', '/api/v1/projects', as(known))).status).toBe(200);
    // Refused, but known.
    expect((await send(user, 'GET', '/api/v1/system', as(known))).status).toBe(403);
    expect((await send(user, 'GET', '/api/model', as(known))).status).toBe(200);
    for (const path of ['/api/v1/projects', '/api/model', '/api/zenml/stacks'])
      expect((await send(null, 'GET', path, as(unknown))).status).toBe(401);
    expect((await send(null, 'GET', '/api/v1/openapi.json', as(unknown))).status).toBe(200);
    await flush();
    const { seen, days } = await clientsOf(known);
    expect(seen.map(({ door, version }) => `${door} ${version}`).sort()).toEqual(['mlte 1.2', 'v1 1.2']);
    expect(Object.fromEntries(days.map(({ door, requests }) => [door, requests]))).toEqual({
      mlte: 1,
      v1: 2,
    });
    expect(await clientsOf(unknown)).toEqual({ seen: [], days: [] });
  });

  it('of ZenML tells its release with a run, and is counted for answers from memory, too', async () => {
    const { ask } = await makeZenmlClient(database.opened, { role: 'admin' });
    const { db } = database.opened;
    const requests = async () => {
      await flush();
      const rows = await db
        .select()
        .from(clientDays)
        .where(and(eq(clientDays.door, 'zenml'), eq(clientDays.name, '-')));
      return rows.reduce((sum, row) => sum + row.requests, 0);
    };
    const before = await requests();
    for (let n = 0; n < 3; n += 1) await ask('GET', '/stacks');
    expect((await requests()) - before).toBe(3);
    const run = {
      name: unique('run'),
      zenml_version: '0.10.0',
      pipeline: { name: unique('pipeline'), steps: [] },
      stack: { name: unique('stack'), components: [] },
      runtime_configuration: {},
    };
    expect((await ask('POST', '/pipeline_runs', run)).status).toBe(200);
    // The same run again is refused, and tells nothing.
    expect((await ask('POST', '/pipeline_runs', run)).status).toBe(409);
    await flush();
    const { days } = await clientsOf('zenml');
    expect(days).toMatchObject([{ door: 'zenml', version: '0.10.0', requests: 1 }]);
  });

  it(`gets one of ${MOST_CLIENTS} names at its door; who invents more counts as the rest`, async () => {
    const { db, aside } = database.opened;
    const named = async () => (await db.select().from(seenClients)).filter(({ door }) => door === 'mlte');
    const sent = async () => {
      const rows = await db.select().from(clientDays).where(eq(clientDays.door, 'mlte'));
      return rows.reduce((sum, { requests }) => sum + requests, 0);
    };
    const before = await sent();
    for (let round = 0; round < 3; round += 1) {
      const clients = new ClientCounts();
      for (let n = 0; n < 400; n += 1) clients.note('mlte', { name: unique('invented'), version: '' }, NOON);
      expect(clients.waiting).toBe(MOST_CLIENTS + 1);
      await clients.flush(aside, NOON);
    }
    const seen = await named();
    expect(seen.filter(({ name }) => name !== '')).toHaveLength(MOST_CLIENTS);
    expect(seen.filter(({ name }) => name === '')).toHaveLength(1);
    expect((await sent()) - before).toBe(1_200);
    // Who has a name keeps it.
    const known = seen.find(({ name }) => name.startsWith('invented'));
    const later = new Date(NOON.getTime() + HOUR_MS);
    const clients = new ClientCounts();
    clients.note('mlte', { name: known?.name ?? '', version: known?.version ?? '' }, later);
    await clients.flush(aside, NOON);
    expect((await clientsOf(known?.name ?? '')).seen).toMatchObject([
      { firstSeenAt: known?.firstSeenAt, lastSeenAt: later },
    ]);
  });

  it(`is forgotten ${KEPT_CLIENT_DAYS} days after it was last seen, and its place is free`, async () => {
    const { aside } = database.opened;
    const [old, young] = [unique('old'), unique('young')];
    const clients = new ClientCounts();
    const days = (n: number) => new Date(NOON.getTime() - n * DAY_MS);
    clients.note('v1', { name: old, version: '' }, days(KEPT_CLIENT_DAYS + 1));
    clients.note('v1', { name: young, version: '' }, days(KEPT_CLIENT_DAYS + 1));
    clients.note('v1', { name: young, version: '' }, days(1));
    await clients.flush(aside, NOON);
    expect(await clientsOf(old)).toEqual({ seen: [], days: [] });
    const { seen, days: kept } = await clientsOf(young);
    expect(seen).toMatchObject([{ firstSeenAt: days(KEPT_CLIENT_DAYS + 1) }]);
    expect(kept).toHaveLength(1);
  });

  it('of several workers at once adds up', async () => {
    const names = Array.from({ length: 5 }, () => unique('shared'));
    const workers = Array.from({ length: 4 }, () => new ClientCounts());
    workers.forEach((worker, n) => {
      for (const name of n % 2 === 0 ? names : [...names].reverse())
        worker.note('zenml', { name, version: '1' }, new Date(NOON.getTime() + n));
    });
    await Promise.all(workers.map((worker) => worker.flush(database.opened.aside, NOON)));
    for (const name of names) {
      const { seen, days } = await clientsOf(name);
      expect(days).toMatchObject([{ requests: 4 }]);
      expect(seen).toMatchObject([{ firstSeenAt: NOON, lastSeenAt: new Date(NOON.getTime() + 3) }]);
    }
  });
});
