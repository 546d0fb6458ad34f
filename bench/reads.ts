import { spawn } from 'node:child_process';
import { once } from 'node:events';
import http from 'node:http';
import path from 'node:path';
import { startAssay } from '@/e2e/assay-process';
import { MlteApi } from '@/e2e/mlte-api';
import { evidenceBody } from './evidence';
import { settings } from './settings';
import { type Measured, perSecond } from './table';

/** The server makes this administrator itself: the database must be empty. */
const ADMIN = { name: 'bench', password: 'correct-horse-battery-9' } as const;
const PATH = '/api/model/bench/version/v1/artifact/evidence.accuracy';

/** One artifact read by its names: the built server, one worker, against a bare http server on the same database. */
export async function measureReads(databaseUrl: string): Promise<Measured> {
  const assay = await startAssay({
    env: {
      DATABASE_URL: databaseUrl,
      ASSAY_SECRET_KEY: 'a secret that only benchmarks know, long enough',
      ASSAY_WORKERS: '1',
      ASSAY_ADMIN_NAME: ADMIN.name,
      ASSAY_ADMIN_PASSWORD: ADMIN.password,
      ASSAY_LOG_LEVEL: 'error',
    },
  });
  const bare = spawn(process.execPath, ['--import', 'tsx', path.join('bench', 'bare-server.ts')], {
    env: { ...process.env, DATABASE_URL: databaseUrl },
    stdio: ['ignore', 'pipe', 'inherit'],
  });
  try {
    const api = await MlteApi.signIn(assay.url, ADMIN);
    await api.writeArtifact(
      'bench',
      'v1',
      {
        header: { identifier: 'evidence.accuracy', type: 'evidence' },
        body: evidenceBody('accuracy', 0.9),
      },
      { parents: true },
    );
    const [port] = (await once(bare.stdout, 'data')) as [Buffer];
    const ours = { url: `${assay.url}${PATH}`, token: api.token };
    const theirs = { url: `http://127.0.0.1:${port.toString().trim()}${PATH}`, token: api.token };
    await read(ours, 200);
    await read(theirs, 200);
    let [mine, other] = [0, 0];
    const rounds = 4;
    const each = Math.ceil(settings.reads / rounds);
    for (let round = 0; round < rounds; round += 1) {
      other += await read(theirs, each);
      mine += await read(ours, each);
    }
    return {
      what: `single reads over HTTP, ${settings.connections} connections`,
      engine: 'postgres',
      assay: perSecond(each * rounds, mine),
      against: `${perSecond(each * rounds, other)} bare http + postgres`,
      ratio: other / mine,
      budget: null,
    };
  } finally {
    bare.kill('SIGKILL');
    await assay.remove();
  }
}

interface Target {
  readonly url: string;
  readonly token: string;
}

/** Milliseconds for `count` reads over the connections. */
async function read({ url, token }: Target, count: number): Promise<number> {
  const agent = new http.Agent({ keepAlive: true, maxSockets: settings.connections });
  const headers = { Authorization: `Bearer ${token}` };
  let next = 0;
  const began = performance.now();
  await Promise.all(
    Array.from({ length: settings.connections }, async () => {
      while (next < count) {
        next += 1;
        await get(url, { agent, headers });
      }
    }),
  );
  agent.destroy();
  return performance.now() - began;
}

function get(url: string, options: http.RequestOptions): Promise<void> {
  return new Promise((resolve, reject) => {
    http
      .get(url, options, (response) => {
        response.resume();
        response.once('end', () =>
          response.statusCode === 200 ? resolve() : reject(new Error(`${url}: ${response.statusCode}`)),
        );
      })
      .once('error', reject);
  });
}
