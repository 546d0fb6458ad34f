import type { AddressInfo } from 'node:net';
import { getRequestListener } from '@hono/node-server';
import { onSecurityEvent } from '@/lib/audit/security-log';
import type { Env } from '@/lib/core/env';
import { type Runtime, runtime, setRuntime } from '@/lib/core/runtime';
import { viewedByCookie } from '@/lib/sign-in/session-cookie';
import { isSetUp } from '@/lib/sign-in/setup-state';
import { routeOf } from '@/lib/traffic/route';
import { trafficOf } from '@/lib/traffic/traffic';
import { createApi } from '../api/app';
import { createGate } from '../gate/gate';
import { isLoopback } from '../gate/hosts';
import { createLog, described, logConsole, setLog } from '../gate/log';
import type { Handlers } from '../gate/visit';
import { keepCounts } from '../keep-counts';
import { requestContextOf } from '../request-context-of';
import { readinessOf } from './readiness';
import { stopOnSignal } from './stop-on-signal';
import { endOnFault } from './uncaught';

/** Milliseconds that requests under way get after SIGTERM; with closing the database it stays under 10 s. */
const DRAIN_MS = 7_000;
const CLOSE_MS = 2_000;

/** What answers everything that is not the API: Next, or nothing where only the API is served. */
export type Pages = Pick<Handlers, 'pages' | 'upgrade'>;

/** Listens with the gate in front of the API and the pages, until a signal. Resolves when listening. */
export async function serve(env: Env, started: Runtime, pages: Pages): Promise<void> {
  const log = createLog(env.ASSAY_LOG_LEVEL);
  setLog(log);
  // In development people read what Next prints as it comes.
  if (pages.upgrade === undefined) logConsole(log);
  onSecurityEvent(({ at: _, ...event }) => log.info({ security: event }, 'security'));
  started.database.onAway((change) => {
    if ('cause' in change) log.error({ fault: described(change.cause) }, 'the database is away');
    else log.warn({ ms: change.backAfter }, 'the database is back');
  });
  const api = createApi();
  const { times } = trafficOf(started.database.db);
  const gate = createGate(
    {
      // Next brings its own Request and Response; replacing the global ones under it breaks it.
      api: getRequestListener((request, env) => api.fetch(request, env), { overrideGlobalObjects: false }),
      ...pages,
    },
    {
      publicAddress: {
        get url() {
          return runtime().url;
        },
        urlIsGiven: env.ASSAY_URL !== undefined,
        listensOnLoopback: isLoopback(env.HOST),
      },
      trustedProxies: env.ASSAY_TRUSTED_PROXIES,
      isSetUp: () => isSetUp(started.database.db),
      viewedBy: (headers) => viewedByCookie(requestContextOf(headers, started), headers.get('cookie')),
      isAway: () => started.database.isAway(),
      readiness: readinessOf(started.database),
      log,
      onAnswered: (response, ms) => {
        const route = routeOf(response);
        if (route !== null) times.note(route, ms, Date.now());
      },
    },
  );
  await new Promise<void>((resolve, reject) => {
    gate.server.once('error', reject);
    gate.server.listen(env.PORT, env.HOST, resolve);
  });
  if (env.PORT === 0 && env.ASSAY_URL === undefined) {
    const { port } = gate.server.address() as AddressInfo;
    setRuntime({ ...started, url: started.url.replace(/:0$/, `:${port}`) });
  }
  const stopCounting = keepCounts(started.database, (trouble) => {
    if ('lost' in trouble) log.error({ lost: trouble.lost }, `${trouble.noun} were not counted`);
    else log.warn({ fault: described(trouble.cause) }, `${trouble.noun} wait to be written`);
  });
  const end = stopOnSignal(
    async () => {
      await gate.drain(DRAIN_MS);
      await Promise.race([
        stopCounting().then(() => started.database.close()),
        new Promise((resolve) => setTimeout(resolve, CLOSE_MS).unref()),
      ]);
    },
    DRAIN_MS + CLOSE_MS + 250,
  );
  endOnFault(() => end(1));
}
