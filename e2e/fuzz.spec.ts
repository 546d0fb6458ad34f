import fc from 'fast-check';
import { SEED } from '../db/testing/seed';
import { type AssayProcess, startAssay } from './assay-process';
import { ADMIN, databaseFor, expect, test } from './fixtures';
import { toAction } from './fuzz/actions';
import { DOORS, toDoor } from './fuzz/doors';
import { toPage } from './fuzz/pages';
import type { FuzzRequest } from './fuzz/parts';
import { send } from './fuzz/send';
import { World } from './fuzz/world';

/** Requests on each database. */
const REQUESTS = Number(process.env['ASSAY_FUZZ_REQUESTS'] || 500);
/** What the requests so far may have ended is made again after so many. */
const RESTORED_EVERY = 250;
/** Milliseconds beyond which an answer is told as slow. Nothing fails by it: a machine can be busy. */
const SLOW_MS = 2_000;

/** A fault that the server tells only its log, or a form that hides one. */
const FAULT = /"level":"?(error|fatal|50|60)|⨯|Uncaught|unhandled|Something went wrong here/i;

/** Sends so many requests to one server, and fails with the smallest one that it could not answer. */
async function fuzz(
  assay: AssayProcess,
  world: World,
  requests: fc.Arbitrary<FuzzRequest>,
  runs: number,
): Promise<string> {
  const statuses = new Map<string, number>();
  const slow: string[] = [];
  let [sent, slowest] = [0, 0];
  await fc.assert(
    fc.asyncProperty(requests, async (requested) => {
      if (sent % RESTORED_EVERY === 0) await world.restore();
      sent += 1;
      const written = assay.output().length;
      // Each from an address of its own, as if a proxy said so: limits per address would hide what is behind them.
      const address = `10.${(sent >> 16) & 255}.${(sent >> 8) & 255}.${sent & 255}`;
      const { status, text, took } = await send(assay.url, world, requested, address);
      const kind = `${requested.who} ${Math.floor(status / 100)}xx`;
      statuses.set(kind, (statuses.get(kind) ?? 0) + 1);
      slowest = Math.max(slowest, took);
      if (took > SLOW_MS)
        slow.push(`${Math.round(took)} ms: ${requested.method} ${requested.target.slice(0, 200)}`);
      expect(status, text.slice(0, 500)).toBeLessThan(500);
      expect(text.includes('Something went wrong here'), 'a form hides a fault').toBe(false);
      expect(assay.output().slice(written)).not.toMatch(FAULT);
    }),
    { numRuns: runs, seed: SEED, includeErrorInReport: true },
  );
  const counted = [...statuses].sort().map(([kind, count]) => `${kind}: ${count}`);
  return [
    `${sent} requests, slowest ${Math.round(slowest)} ms, ${slow.length} over 2 s`,
    ...counted,
    ...slow,
  ].join('\n');
}

const LEGS = [
  ...DOORS.map((door) => ({ to: door.door, requests: () => toDoor(door) })),
  { to: 'the pages', requests: toPage },
  { to: 'the actions of the pages', requests: toAction },
];

let assay: AssayProcess;
let world: World;
let drop: () => Promise<void>;
test.beforeAll(async ({ engine }) => {
  test.setTimeout(300_000);
  const database = await databaseFor(engine);
  drop = database.drop;
  assay = await startAssay({
    env: {
      ...database.env,
      ASSAY_ADMIN_NAME: ADMIN.name,
      ASSAY_ADMIN_PASSWORD: ADMIN.password,
      ASSAY_LOG_LEVEL: 'error',
      ASSAY_TRUSTED_PROXIES: '1',
    },
  });
  world = new World(assay.url);
});
test.afterAll(async () => {
  await assay.remove();
  await drop();
});

for (const { to, requests } of LEGS)
  test(`no request to ${to}, by whomever, makes the server fail or hang @postgres-long`, async ({
    engine,
  }) => {
    test.setTimeout(0);
    const message = await fuzz(assay, world, requests(), Math.ceil(REQUESTS / LEGS.length));
    process.stdout.write(`Fuzz of ${to} (${engine}, seed ${SEED}): ${message}\n`);
  });
