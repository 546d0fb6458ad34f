import type { AssayProcess } from '@/e2e/assay-process';
import { MlteApi } from '@/e2e/mlte-api';
import { rateOf } from './ask';
import { ADMIN, benchServer } from './bench-server';
import { evidenceBody } from './evidence';
import type { Measured } from './table';

/** Replies a second of MLTE's own backend with its RDBS store, as measured on 2 cores. */
const MLTE_BACKEND = { signIns: 4, lists: 31, reads: 394 } as const;

const PLACE = '/api/model/bench/version/v1/artifact';
const LISTED = 100;

/**
 * What MLTE clients ask for most, over HTTP from the built server as it starts by itself, against the rates of the
 * server that they were written for: sign-ins (before every operation), lists of 100 whole artifacts, single reads.
 * `databaseUrl` null: the embedded database.
 */
export async function measureOldClients(databaseUrl: string | null): Promise<Measured[]> {
  const assay = await benchServer(databaseUrl);
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
    for (const { what, rate, request } of asked)
      rows.push(
        await rateOf(assay.url, request, {
          what,
          rate,
          of: "MLTE's backend",
          embedded: databaseUrl === null,
        }),
      );
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
