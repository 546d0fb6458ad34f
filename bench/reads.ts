import { spawn } from 'node:child_process';
import { once } from 'node:events';
import path from 'node:path';
import { MlteApi } from '@/e2e/mlte-api';
import { ask } from './ask';
import { ADMIN, benchServer } from './bench-server';
import { evidenceBody } from './evidence';
import { settings } from './settings';
import { type Measured, perSecond } from './table';

const PATH = '/api/model/bench/version/v1/artifact/evidence.accuracy';

/** One artifact read by its names: the built server, one worker, against a bare http server on the same database. */
export async function measureReads(databaseUrl: string): Promise<Measured> {
  const assay = await benchServer(databaseUrl, { ASSAY_WORKERS: '1' });
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
    const headers = { Authorization: `Bearer ${api.token}` };
    const request = { method: 'GET', path: PATH, headers, body: '' };
    const ours = assay.url;
    const theirs = `http://127.0.0.1:${port.toString().trim()}`;
    await ask(ours, request, 200);
    await ask(theirs, request, 200);
    let [mine, other] = [0, 0];
    const rounds = 4;
    const each = Math.ceil(settings.reads / rounds);
    for (let round = 0; round < rounds; round += 1) {
      other += await ask(theirs, request, each);
      mine += await ask(ours, request, each);
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
