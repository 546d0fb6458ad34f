import http from 'node:http';
import { type AssayProcess, startAssay } from '@/e2e/assay-process';
import { MlteApi } from '@/e2e/mlte-api';
import { evidenceBody } from './evidence';
import { settings } from './settings';
import { type Measured, perSecond } from './table';

/** Replies a second of MLTE's own backend with its RDBS store, as measured on 2 cores. */
const MLTE_BACKEND = { signIns: 4, lists: 31, reads: 394 } as const;

/** The server makes this administrator itself: the database must be empty. */
const ADMIN = { name: 'bench', password: 'correct-horse-battery-9' } as const;
const PLACE = '/api/model/bench/version/v1/artifact';
const LISTED = 100;

/**
 * What MLTE clients ask for most, over HTTP from the built server as it starts by itself, against the rates of the
 * server that they were written for: sign-ins (before every operation), lists of 100 whole artifacts, single reads.
 * `databaseUrl` null: the embedded database.
 */
export async function measureOldClients(databaseUrl: string | null): Promise<Measured[]> {
  const assay = await startAssay({
    env: {
      ...(databaseUrl === null
        ? {}
        : { DATABASE_URL: databaseUrl, ASSAY_SECRET_KEY: 'a secret that only benchmarks know, long enough' }),
      ASSAY_ADMIN_NAME: ADMIN.name,
      ASSAY_ADMIN_PASSWORD: ADMIN.password,
      ASSAY_LOG_LEVEL: 'error',
    },
  });
  try {
    const api = await filled(assay);
    const bearer = { Authorization: `Bearer ${api.token}` };
    const form = { 'Content-Type': 'application/x-www-form-urlencoded' };
    const asked = [
      {
        what: 'sign-ins of an MLTE client',
        rate: MLTE_BACKEND.signIns,
        request: {
          method: 'POST',
          path: '/api/token',
          headers: form,
          body: `${new URLSearchParams({ grant_type: 'password', username: ADMIN.name, password: ADMIN.password })}`,
        },
      },
      {
        what: `lists of ${LISTED} whole artifacts`,
        rate: MLTE_BACKEND.lists,
        request: { method: 'GET', path: `${PLACE}?limit=${LISTED}`, headers: bearer, body: '' },
      },
      {
        what: 'single artifacts',
        rate: MLTE_BACKEND.reads,
        request: { method: 'GET', path: `${PLACE}/evidence.case-0`, headers: bearer, body: '' },
      },
    ];
    const rows: Measured[] = [];
    for (const { what, rate, request } of asked) {
      // At most ten seconds each on a machine that just meets the budget.
      const count = Math.min(settings.reads, rate * 30);
      await ask(assay.url, request, Math.ceil(count / 10));
      const ms = await ask(assay.url, request, count);
      rows.push({
        what: `${what}, ${settings.connections} connections`,
        engine: databaseUrl === null ? 'embedded' : 'postgres',
        assay: perSecond(count, ms),
        against: `${rate}/s MLTE's backend, measured before`,
        ratio: (count * 1000) / ms / rate,
        budget: { at: 'least', value: 3 },
      });
    }
    return rows;
  } finally {
    await assay.remove();
  }
}

async function filled(assay: AssayProcess): Promise<MlteApi> {
  const api = await MlteApi.signIn(assay.url, ADMIN);
  for (let n = 0; n < LISTED; n += 1) {
    const header = { identifier: `evidence.case-${n}`, type: 'evidence' };
    await api.writeArtifact('bench', 'v1', { header, body: evidenceBody(`case-${n}`, n) }, { parents: true });
  }
  return api;
}

interface Asked {
  readonly method: string;
  readonly path: string;
  readonly headers: Readonly<Record<string, string>>;
  readonly body: string;
}

/** Milliseconds for `count` replies of 200, read to their end, over the connections. */
async function ask(url: string, { method, path, headers, body }: Asked, count: number): Promise<number> {
  const agent = new http.Agent({ keepAlive: true, maxSockets: settings.connections });
  const length = {
    ...headers,
    ...(body === '' ? {} : { 'Content-Length': String(Buffer.byteLength(body)) }),
  };
  const once = () =>
    new Promise<void>((resolve, reject) => {
      const request = http.request(url + path, { agent, method, headers: length }, (response) => {
        response.resume();
        response.once('end', () =>
          response.statusCode === 200
            ? resolve()
            : reject(new Error(`${method} ${path}: ${response.statusCode}`)),
        );
      });
      request.once('error', reject);
      request.end(body);
    });
  let next = 0;
  const began = performance.now();
  await Promise.all(
    Array.from({ length: settings.connections }, async () => {
      while (next < count) {
        next += 1;
        await once();
      }
    }),
  );
  agent.destroy();
  return performance.now() - began;
}
