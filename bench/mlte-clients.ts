import { MlteApi } from '@/e2e/mlte-api';
import { type Asked, rateOf } from './ask';
import { ADMIN, benchServer } from './bench-server';
import { evidenceBody } from './evidence';
import { conversationsInTurns, requestsInTurns } from './in-turns';
import { MLTE_ADMIN, mlteServer } from './mlte-server';
import { settings } from './settings';
import type { Measured } from './table';

/** Replies a second of MLTE's own backend with its RDBS store, as measured before on 2 cores: for where it cannot be run. */
const MLTE_BACKEND = { signIns: 4, lists: 31, reads: 394 } as const;

const PLACE = '/api/model/bench/version/v1/artifact';
const LISTED = 100;

interface Side {
  readonly url: string;
  readonly who: { readonly name: string; readonly password: string };
  readonly token: string;
}

/**
 * What MLTE clients ask for, over HTTP, from the built server as it starts by itself (`databaseUrl` null: on the embedded
 * database) and in turns from the server that they were written for: sign-ins, lists of 100 whole artifacts, single reads,
 * and whole conversations. Where that server cannot be run, the first three are held against its rates as measured before.
 */
export async function measureMlteClients(databaseUrl: string | null): Promise<Measured[]> {
  const assay = await benchServer(databaseUrl);
  const upstream = await mlteServer();
  try {
    const ours = await filled(assay.url, ADMIN);
    const engine = databaseUrl === null ? 'embedded' : 'postgres';
    const rows: Measured[] = [];
    if (typeof upstream === 'string') {
      process.stderr.write(`MLTE's own backend is not run: ${upstream}\n`);
      for (const { what, rate, request } of REQUESTS)
        rows.push(await rateOf(assay.url, request(ours), { what, rate, of: "MLTE's backend", engine }));
      return rows;
    }
    const pair = { engine, ours, theirs: await filled(upstream.url, MLTE_ADMIN), upstream } as const;
    rows.push(await conversationsInTurns(pair, 'conversations of an MLTE client', converse));
    for (const { what, rate, request } of REQUESTS)
      rows.push(await requestsInTurns(pair, what, Math.max(settings.connections, rate * 3), request));
    return rows;
  } finally {
    if (typeof upstream !== 'string') await upstream.remove();
    await assay.remove();
  }
}

const bearer = ({ token }: Side) => ({ Authorization: `Bearer ${token}` });
const REQUESTS: readonly { what: string; rate: number; request: (side: Side) => Asked }[] = [
  {
    what: 'sign-ins of an MLTE client',
    rate: MLTE_BACKEND.signIns,
    request: ({ who }) => ({
      method: 'POST',
      path: '/api/token',
      headers: { 'Content-Type': 'application/x-www-form-urlencoded' },
      body: `${new URLSearchParams({ grant_type: 'password', username: who.name, password: who.password })}`,
    }),
  },
  {
    what: `lists of ${LISTED} whole artifacts`,
    rate: MLTE_BACKEND.lists,
    request: (side) => ({ method: 'GET', path: `${PLACE}?limit=${LISTED}`, headers: bearer(side), body: '' }),
  },
  {
    what: 'single artifacts',
    rate: MLTE_BACKEND.reads,
    request: (side) => ({
      method: 'GET',
      path: `${PLACE}/evidence.case-0`,
      headers: bearer(side),
      body: '',
    }),
  },
];

/** A measurement kept under a new version and read again; clients sign in before every operation. */
async function converse({ url, who }: Side, version: string): Promise<void> {
  const say = async (work: (api: MlteApi) => Promise<unknown>) => work(await MlteApi.signIn(url, who));
  const header = { identifier: 'evidence.accuracy', type: 'evidence' };
  const body = evidenceBody('accuracy', 0.9);
  await say((api) => api.createVersion('bench', version));
  await say((api) => api.writeArtifact('bench', version, { header, body }));
  await say((api) => api.readArtifact('bench', version, header.identifier));
  await say((api) => api.request('GET', `/model/bench/version/v1/artifact?limit=${LISTED}`));
}

async function filled(url: string, who: Side['who']): Promise<Side> {
  const api = await MlteApi.signIn(url, who);
  await api.createModel('bench');
  await api.createVersion('bench', 'v1');
  for (let n = 0; n < LISTED; n += 1) {
    const header = { identifier: `evidence.case-${n}`, type: 'evidence' };
    await api.writeArtifact('bench', 'v1', { header, body: evidenceBody(`case-${n}`, n) });
  }
  return { url, who, token: api.token };
}
