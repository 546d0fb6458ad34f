import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { SEED } from '@/db/testing/seed';
import { testDatabase } from '@/db/testing/test-database';
import { readEnv, settingsInForce } from '@/lib/core/env';
import { assignRole } from '@/lib/roles/assign-role';
import { createRole } from '@/lib/roles/create-role';
import { apiOver } from '@/lib/testing/api';
import { makeProject, makeUser, unique } from '@/lib/testing/world';
import { ClientCounts } from '@/lib/traffic/client-counts';
import { DAY_MS, HOUR_MS, MINUTE_MS, RequestTimes } from '@/lib/traffic/request-times';
import type { Route } from '@/lib/traffic/route';
import { FEWEST_JUDGED } from './budgets';
import type { SeenClient } from './list-clients';
import type { RouteTimes } from './list-route-times';
import type { System } from './read-system';

const database = testDatabase({ fresh: true });
const ADDRESSES = ['/api/v1/system', '/api/v1/system/clients', '/api/v1/system/times'];

interface TimesReply {
  readonly items: readonly RouteTimes[];
  readonly next: string | null;
  readonly previous: string | null;
  readonly count: number;
  readonly requests: number;
  readonly since: string;
}

/** An administrator who asks, and what the server answers. */
async function administrator(settings: Parameters<typeof apiOver>[1] = {}) {
  const { send } = apiOver(database.opened, settings);
  const admin = await makeUser(database.opened, { role: 'admin' });
  const get = async <T>(path: string): Promise<T> => {
    const reply = await send(admin, 'GET', `/api/v1/system${path}`);
    expect([reply.status, path]).toEqual([200, path]);
    return reply.json() as T;
  };
  return { send, admin, get };
}

async function count(route: Route, times: readonly number[], at = Date.now()): Promise<void> {
  const counted = new RequestTimes();
  for (const ms of times) counted.note(route, ms, at);
  await counted.flush(database.opened.aside);
}
const many = (ms: number) => Array.from({ length: FEWEST_JUDGED }, () => ms);

describe('the system', () => {
  it('is told to who may read the audit of the whole store, and to nobody else', async () => {
    const { opened } = database;
    const { send, admin } = await administrator();
    const project = await makeProject(opened);
    const role = unique('auditor');
    await createRole(admin.ctx(), { name: role, permissions: [{ operation: 'audit', type: 'read' }] });
    const auditor = await makeUser(opened);
    await assignRole(admin.ctx(), { role, user: auditor.name });
    const here = await makeUser(opened, { role: 'admin', projectId: project.id });
    const maintainer = await makeUser(opened, { role: 'maintainer' });
    for (const address of ADDRESSES) {
      const statusOf = async (who: typeof admin | null) => (await send(who, 'GET', address)).status;
      expect([await statusOf(admin), await statusOf(auditor)]).toEqual([200, 200]);
      expect([await statusOf(here), await statusOf(maintainer), await statusOf(null)]).toEqual([
        403, 403, 401,
      ]);
      expect((await send(maintainer, 'GET', address)).json()).toMatchObject({ permission: 'audit:read' });
      expect((await send(admin, 'POST', address)).status).toBe(405);
    }
  });

  it('is what runs here: releases, the database with its largest tables, and its migrations', async () => {
    const { get } = await administrator();
    const system = await get<System>('');
    const { kind, version, bytes, tables, migrations, disk } = system.database;
    expect(system.version).toMatch(/^\d+\.\d+\.\d+/);
    expect(system.node).toBe(process.version);
    expect(new Date(system.startedAt).getTime()).toBeLessThan(Date.now());
    expect(system.workersStartedAt).toEqual([system.startedAt]);
    expect(kind).toBe(database.opened.kind);
    expect(version).toMatch(/^1[5-9]/);
    expect(tables).toHaveLength(5);
    const sizes = tables.map((table) => table.bytes);
    expect(sizes).toEqual([...sizes].sort((a, b) => b - a));
    expect(bytes).toBeGreaterThan(sizes.reduce((sum, size) => sum + size, 0));
    expect(migrations.applied).toBe(migrations.expected);
    expect(migrations.newest).toMatch(/^\d{4}_\w+$/);
    // In memory, or on a server.
    expect(disk).toBeNull();
  });
});

describe('settings', () => {
  const SECRETS = ['DATABASE_URL', 'ASSAY_SECRET_KEY', 'ASSAY_ADMIN_PASSWORD', 'ASSAY_OIDC_CLIENT_SECRET'];

  it('are told with their values, or as set or not set where they are secret', async () => {
    const { get } = await administrator({
      ASSAY_RESERVE_MB: '256',
      ASSAY_LEGACY_BASIC: 'ci@10.0.0.0/8,lab@fd00::/8',
      ASSAY_ADMIN_PASSWORD: 'correct-horse-battery-9',
    });
    const { settings } = await get<System>('');
    const told = Object.fromEntries(settings.map(({ name, value, isGiven }) => [name, [value, isGiven]]));
    expect(told).toMatchObject({
      PORT: ['3000', false],
      ASSAY_RESERVE_MB: ['256', true],
      ASSAY_LEGACY_BASIC: ['ci@10.0.0.0/8, lab@fd00::/8', true],
      ASSAY_URL: [null, false],
      ASSAY_ADMIN_PASSWORD: [null, true],
      ASSAY_SECRET_KEY: [null, false],
    });
    expect(settings.filter(({ isSecret }) => isSecret).map(({ name }) => name)).toEqual(SECRETS);
  });

  it('never show a secret, whatever it is and wherever it is set', async () => {
    const { get } = await administrator();
    const word = fc.stringMatching(/^[A-Za-z0-9]{40}$/);
    await fc.assert(
      fc.asyncProperty(word, word, async (one, two) => {
        const env = readEnv({
          DATABASE_URL: `postgres://assay:${one}@db.example/${two}`,
          ASSAY_SECRET_KEY: one,
          ASSAY_ADMIN_PASSWORD: two,
          ASSAY_URL: 'https://assay.example',
        });
        const text = JSON.stringify(settingsInForce(env));
        expect(text).not.toContain(one);
        expect(text).not.toContain(two);
        expect(text).toContain('assay.example');
      }),
      { seed: SEED, numRuns: 50 },
    );
    const { settings } = await get<System>('');
    expect(settings.map(({ name }) => name)).toEqual(settingsInForce(readEnv({})).map(({ name }) => name));
  });

  it('that nobody declared plain are secret, so that a new one shows nothing', () => {
    const env = { ...readEnv({}), given: ['ASSAY_NEW_THING'], ASSAY_NEW_THING: 'hush-hush' };
    expect(settingsInForce(env, ['PORT', 'ASSAY_NEW_THING'])).toEqual([
      { name: 'PORT', value: '3000', isSecret: false, isGiven: false },
      { name: 'ASSAY_NEW_THING', value: null, isSecret: true, isGiven: true },
    ]);
  });
});

describe('times by route', () => {
  const page = (path: string): Route => ({ kind: 'page', method: 'GET', path });
  const list: Route = { kind: 'v1', method: 'GET', path: '/api/v1/projects' };

  it('are told slowest first, judged by the budget of lists and pages, and by none where nothing was promised', async () => {
    const { get } = await administrator();
    const [over, few] = [page(`/${unique('over')}`), page(`/${unique('few')}`)];
    const single: Route = { kind: 'v1', method: 'GET', path: '/api/v1/projects/{project}' };
    await count(list, many(90));
    await count(over, [...many(150), ...many(900)]);
    await count(few, [5_000]);
    await count(single, many(3_000));
    const { items, requests } = await get<TimesReply>('/times');
    expect(items.map(({ path, budget, state }) => [path, budget, state])).toEqual([
      [few.path, 200, 'few'],
      [single.path, null, null],
      [over.path, 200, 'over'],
      [list.path, 100, 'within'],
    ]);
    expect(items.map((each) => each.requests)).toEqual([1, 20, 40, 20]);
    expect(requests).toBe(81);
    const [, , slow] = items;
    expect([slow?.p50 ?? 0, slow?.p95 ?? 0].map((ms) => Math.round(ms / 100))).toEqual([2, 11]);
    const only = await get<TimesReply>(`/times?state=over&kind=page&search=${over.path.toUpperCase()}`);
    expect(only.items).toEqual([slow]);
    expect((await get<TimesReply>('/times?sort=most')).items[0]).toEqual(slow);
  });

  it('are of the last hour, day or week', async () => {
    const { get } = await administrator();
    const route = page(`/${unique('aged')}`);
    const now = Date.now();
    for (const age of [0, 58 * MINUTE_MS, 2 * HOUR_MS, 23 * HOUR_MS, 2 * DAY_MS, 6 * DAY_MS])
      await count(route, [5], now - age);
    const seen = async (window: string) => {
      const { items } = await get<TimesReply>(`/times?window=${window}&search=${route.path}`);
      return items.map(({ requests }) => requests);
    };
    expect([await seen('hour'), await seen('day'), await seen('week')]).toEqual([[2], [4], [6]]);
  });

  it('come in pages, forth and back, and a cursor is of its list', async () => {
    const { get, send, admin } = await administrator();
    const part = unique('paged');
    for (let n = 0; n < 5; n += 1) await count(page(`/${part}/${n}`), [2 ** n * 10]);
    const asked = (query: string) => get<TimesReply>(`/times?search=${part}&limit=2${query}`);
    const names = ({ items }: TimesReply) => items.map(({ path }) => path.slice(-1)).join('');
    const first = await asked('');
    const second = await asked(`&after=${first.next}`);
    const third = await asked(`&after=${second.next}`);
    expect([names(first), names(second), names(third)]).toEqual(['43', '21', '0']);
    expect([first.previous, third.next, first.count]).toEqual([null, null, 5]);
    const back = await asked(`&after=${third.previous}`);
    expect(names(back)).toBe('21');
    expect(names(await asked(`&after=${back.previous}`))).toBe('43');
    const status = async (query: string) =>
      (await send(admin, 'GET', `/api/v1/system/times?${query}`)).status;
    expect(await status(`search=other&limit=2&after=${first.next}`)).toBe(422);
    for (const wrong of ['window=year', 'kind=pages', 'state=fine', 'limit=0', 'other=1'])
      expect([wrong, await status(wrong)]).toEqual([wrong, 422]);
  });
});

it('clients are told with what is known of each, and what they sent in seven days', async () => {
  const { get } = await administrator();
  const clients = new ClientCounts();
  const now = new Date();
  const daysAgo = (days: number) => new Date(now.getTime() - days * DAY_MS);
  const plain = { name: unique('plain'), version: '' };
  for (const days of [0, 0, 6, 7]) clients.note('v1', plain, daysAgo(days));
  for (const version of ['0.8.1', '0.9.0']) clients.note('zenml', { name: 'zenml', version }, now);
  clients.note('mlte', { name: 'python-requests', version: '2.31.0' }, now);
  clients.note('mlte', { name: '', version: '' }, now);
  await clients.flush(database.opened.aside);
  const { clients: seen } = await get<{ clients: SeenClient[] }>('/clients');
  const told = (door: string, name: string | null, version: string | null) =>
    seen.find((each) => each.door === door && each.name === name && each.version === version);
  expect(told('v1', plain.name, null)).toMatchObject({
    conformance: null,
    requests: 3,
    days: [{ requests: 1 }, { requests: 2 }],
    firstSeenAt: daysAgo(7).toISOString(),
    lastSeenAt: now.toISOString(),
  });
  expect(told('zenml', 'zenml', '0.8.1')?.conformance).toBe('conforms');
  expect(told('zenml', 'zenml', '0.9.0')?.conformance).toBe('not tested');
  expect(told('mlte', 'python-requests', '2.31.0')?.conformance).toBe('not told');
  expect(told('mlte', null, null)).toMatchObject({ conformance: null, requests: 1 });
});
