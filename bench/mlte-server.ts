import path from 'node:path';
import { pythonWith } from '@/e2e/clients/python';
import { startUpstream, type Upstream } from './upstream';

const RELEASE = '2.3.0';

/** Whom a new store of MLTE has. */
export const MLTE_ADMIN = { name: 'admin', password: 'admin1234' } as const;

/** MLTE's own backend on a SQLite database. */
export const mlteServer = (): Promise<Upstream | string> =>
  startUpstream(`the backend of MLTE ${RELEASE}`, '/api/healthz', async (home, port) => {
    const python = await pythonWith(`mlte-server-${RELEASE}`, [`mlte[frontend,rdbs]==${RELEASE}`]);
    if (typeof python !== 'string') return python;
    return {
      command: python,
      args: [
        path.join(path.dirname(python), 'mlte'),
        'backend',
        ...['--host', '127.0.0.1', '--port', String(port)],
        ...[
          '--store-uri',
          `sqlite:///${path.join(home, 'store.db')}`,
          '--jwt-secret',
          'a secret of the bench',
        ],
      ],
    };
  });
