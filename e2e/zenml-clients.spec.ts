import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import path from 'node:path';
import type { Page } from '@playwright/test';
import { parse } from 'yaml';
import { SEED } from '../db/testing/seed';
import type { ClientOutcome } from './clients/python';
import { runZenmlClient, WITH_SQL, ZENML_RELEASES } from './clients/zenml';
import { expect, test, unique } from './fixtures';

/** Python is no part of what the tests bring along: its absence is said, and the door's own tests stand alone. */
function wasRun(outcome: ClientOutcome): boolean {
  if (outcome.ran) return true;
  console.warn(`The ZenML client was not run: ${outcome.reason ?? ''}`);
  test.info().annotations.push({ type: 'not run', description: outcome.reason ?? '' });
  return false;
}

/** What a store holds, as the client's models say it. */
interface Reported {
  readonly users: readonly Entity[];
  readonly teams: Readonly<Record<string, readonly string[]>>;
  readonly projects: readonly Entity[];
  readonly roles: readonly Entity[];
  readonly role_assignments: readonly Entity[];
  readonly flavors: readonly Entity[];
  readonly stacks: Readonly<Record<string, Readonly<Record<string, string>>>>;
  readonly components: readonly Entity[];
  readonly runs: Readonly<Record<string, readonly Entity[]>>;
}
type Entity = Readonly<Record<string, unknown>>;

/** The same as the door tells it. */
async function toldByDoor(door: string, pipeline: string): Promise<Reported> {
  const get = async <T>(at: string): Promise<T> => (await (await fetch(`${door}${at}`)).json()) as T;
  const teams = await get<Entity[]>('/teams');
  const stacks = await get<Reported['stacks']>('/stack-configurations');
  const types = new Set(Object.values(stacks).flatMap((stack) => Object.keys(stack)));
  const lists = [...types].map((type) => get<Entity[]>(`/components/${type}`));
  return {
    users: await get('/users'),
    teams: Object.fromEntries(
      await Promise.all(
        teams.map(async ({ name }) => {
          const members = await get<Entity[]>(`/teams/${String(name)}/users`);
          return [name, members.map((user) => user['name']).sort()];
        }),
      ),
    ),
    projects: await get('/projects'),
    roles: await get('/roles'),
    role_assignments: await get('/role_assignments'),
    flavors: await get('/flavors'),
    stacks,
    components: (await Promise.all(lists)).flat(),
    runs: { [pipeline]: await get(`/pipeline_runs/${pipeline}`) },
  };
}

/**
 * In an order of its own; Python leaves out a fraction of a second that is none. Without the user `default`, which the
 * client makes in every store that it opens.
 */
const sorted = ({ users, ...result }: Reported) =>
  Object.fromEntries(
    Object.entries({ ...result, users: users.filter(({ name }) => name !== 'default') }).map(
      ([what, value]) => [
        what,
        Array.isArray(value)
          ? value.map((each) => JSON.stringify(each).replace('.000000"', '"')).sort()
          : value,
      ],
    ),
  );

/** Exports as the page does, secrets included, into a file. */
async function exported(page: Page, origin: string, format: string, file: string): Promise<string> {
  const reply = await page.request.post('/export/download', {
    headers: { Origin: origin, 'Sec-Fetch-Site': 'same-origin' },
    form: { project: '', format, secrets: 'on' },
  });
  expect([reply.status(), reply.headers()['content-disposition']]).toEqual([200, expect.any(String)]);
  await writeFile(file, await reply.body());
  return file;
}

// The client reads all stacks at once and fails over one without a metadata store, as other tests make them.
test.use({ serverOf: 'ZenML clients' });

// The first run on a machine installs the client.
test.beforeEach(() => test.setTimeout(600_000));

/** The one that stands for all in `npm test`; the others have their turn in the long tier. */
const SAMPLE = ZENML_RELEASES[SEED % ZENML_RELEASES.length];

for (const release of ZENML_RELEASES)
  test(`the ZenML client ${release} and its command line work, and what they made opens in its own stores, where Python can be had${release === SAMPLE ? '' : ' @long'}`, async ({
    adminPage: page,
    api,
    assay,
  }) => {
    const made = await fetch(`${assay.url}/api/v1/tokens`, {
      method: 'POST',
      headers: { Authorization: `Bearer ${api.token}`, 'Content-Type': 'application/json' },
      body: JSON.stringify({ name: unique('client'), kind: 'zenml', expiresInDays: 1 }),
    });
    const door = `${assay.url}/api/zenml/${((await made.json()) as { token: string }).token}`;
    const ending = unique('z');
    const flow = await runZenmlClient(release, 'zenml_flow.py', [ending], { ZENML_FLOW_URL: door });
    if (!wasRun(flow)) return;
    expect(flow.output).toContain(`ok: all of ZenML ${release}`);

    // What the client's own export says of the stack, this store says too.
    const yaml = await fetch(`${assay.url}/api/v1/stacks/bench-${ending}/yaml?release=${release}`, {
      headers: { Authorization: `Bearer ${api.token}` },
    });
    const exportedByClient = /^exported: (.*)$/m.exec(flow.output)?.[1] ?? '';
    expect(parse(((await yaml.json()) as { yaml: string }).yaml)).toEqual(JSON.parse(exportedByClient));

    const pipeline = `training-${ending}`;
    const here = sorted(await toldByDoor(door, pipeline));
    const folder = await mkdtemp(path.join(tmpdir(), 'assay-zenml-export-'));
    try {
      const files = [await exported(page, assay.url, 'zenml-zip', path.join(folder, 'store.zip'))];
      if (WITH_SQL.includes(release))
        files.push(await exported(page, assay.url, 'zenml-sqlite', path.join(folder, 'store.db')));
      for (const file of files) {
        const opened = await runZenmlClient(release, 'zenml_open.py', [file, pipeline]);
        expect(sorted(JSON.parse(opened.output.trim().split('\n').at(-1) ?? '') as Reported), file).toEqual(
          here,
        );
      }
    } finally {
      await rm(folder, { recursive: true, force: true });
    }
  });
