import { MlteApi } from '@/e2e/mlte-api';
import { ADMIN } from './bench-server';
import { evidenceBody } from './evidence';
import { measureClients } from './in-turns';
import { MLTE_ADMIN, mlteServer } from './mlte-server';
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

/** Sign-ins, lists of 100 whole artifacts and single reads; conversations with a sign-in before every operation. */
export const measureMlteClients = (databaseUrl: string | null): Promise<Measured[]> =>
  measureClients<Side>(databaseUrl, {
    who: 'an MLTE client',
    upstream: mlteServer,
    ours: (url) => filled(url, ADMIN),
    theirs: (url) => filled(url, MLTE_ADMIN),
    converse,
    requests: [
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
        request: (side) => ({
          method: 'GET',
          path: `${PLACE}?limit=${LISTED}`,
          headers: bearer(side),
          body: '',
        }),
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
    ],
  });

const bearer = ({ token }: Side) => ({ Authorization: `Bearer ${token}` });

/** A measurement kept under a new version and read again; clients sign in before every operation. */
async function converse({ url, who }: Side, version: string): Promise<void> {
  const say = async (work: (api: MlteApi) => Promise<unknown>) => work(await MlteApi.signIn(url, who));
  const header = { identifier: 'evidence.accuracy', type: 'evidence' };
  const body = evidenceBody('accuracy', 0.9);
  await say((api) => api.createVersion('bench', version));
  await say((api) => api.writeArtifact('bench', version, { header, body }));
  await say((api) => api.readArtifact('bench', version, header.identifier));
  const list = `/model/bench/version/v1/artifact?limit=${LISTED}`;
  await say(async (api) => {
    const { status } = await api.request('GET', list);
    if (status !== 200) throw new Error(`${list}: ${status}`);
  });
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
