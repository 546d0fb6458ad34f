import '@/lib/wire/process/memory';
import cluster from 'node:cluster';
import { parseAndValidateFlightRouterState } from 'next/dist/server/app-render/parse-and-validate-flight-router-state.js';
import { type Env, readEnv } from '@/lib/core/env';
import { inExchange } from '@/lib/core/exchange';
import { runtime } from '@/lib/core/runtime';
import { startStore } from '@/lib/core/start';
import { url } from '@/lib/core/urls';
import { ADDRESS_TAKEN, startFailure } from '@/lib/faults/start-failure';
import { readPageRoutes } from '@/lib/traffic/page-routes';
import { nameRoute } from '@/lib/traffic/route';
import { refusal, sendRefusal } from '@/lib/wire/gate/refusal';
import type { Handle } from '@/lib/wire/gate/visit';
import { firstStart } from '@/lib/wire/process/first-start';
import { type Pages, serve } from '@/lib/wire/process/serve';
import { answerWithin, OWN_NAME } from '@/lib/wire/process/within';
import { hearOfWorkers, runWorkers } from '@/lib/wire/process/workers';

/** `--dev`: Next compiles as it goes. `--api`: no pages, only the doors. `--bare`: a new store begins empty. */
const dev = process.argv.includes('--dev');
const apiOnly = process.argv.includes('--api');
const bare = process.argv.includes('--bare');

/** One process, with the store prepared and opened in it. */
async function runAlone(env: Env): Promise<void> {
  const started = await startStore(env);
  const secret = await firstStart(started, { bare });
  await serve(env, started, await openPages());
  announce(runtime().url, secret);
}

/** The first of several processes: prepares the store once, then only minds the workers. */
async function runPrimary(env: Env): Promise<void> {
  const started = await startStore(env);
  const secret = await firstStart(started, { bare });
  await started.database.close();
  const port = await runWorkers(env);
  announce(
    env.PORT === 0 && env.ASSAY_URL === undefined ? started.url.replace(/:0$/, `:${port}`) : started.url,
    secret,
  );
}

async function runWorker(env: Env): Promise<void> {
  await serve(env, await startStore(env, { prepared: true }), await openPages());
  // Not before: until it listens, the channel may be all that keeps the process alive.
  hearOfWorkers();
}

/** Next, ready to answer; or an honest 404 where only the doors are wanted. */
async function openPages(): Promise<Pages> {
  if (apiOnly)
    return {
      pages: (request, response) =>
        sendRefusal(response, request.url ?? '/', refusal(404, 'This process serves only the API.')),
    };
  let handle: Handle = () => {};
  const routes = readPageRoutes();
  const pages: Handle = (request, response) => {
    const [address = '/'] = (request.url ?? '/').split('?', 1);
    const route = routes.routeOf(request.method ?? 'GET', address);
    if (route !== null) nameRoute(response, route);
    if (isRouterState(request.headers['next-router-state-tree']))
      return inExchange(response, () => handle(request, response));
    return sendRefusal(response, request.url ?? '/', refusal(400, 'The router state cannot be read.'));
  };
  // Next asks itself for the page that follows a form, with the visitor's cookies, and hooks events of the server that
  // it is given: both belong to a server that listens nowhere.
  const httpServer = answerWithin(pages);
  const { default: next } = await import('next');
  const app = next({ dev, dir: process.cwd(), hostname: OWN_NAME, port: 80, httpServer });
  await app.prepare();
  handle = app.getRequestHandler();
  if (!dev) return { pages };
  // What tells the browser of changes is behind the hook alone.
  return { pages, upgrade: (...requested) => httpServer.emit('upgrade', ...requested) };
}

/** Next answers 500 where its own parser fails on this header; here it is asked first. */
function isRouterState(header: string | string[] | undefined): boolean {
  try {
    parseAndValidateFlightRouterState(header);
    return true;
  } catch {
    return false;
  }
}

function announce(address: string, secret: string | null): void {
  process.stdout.write(`Assay is listening at ${address}\n`);
  if (secret !== null)
    process.stdout.write(`Make the first administrator: ${address}${url.setup(secret)} (works once)\n`);
}

async function main(): Promise<void> {
  // A file on a full disk, or a pipe that nobody reads: no reason to end, nor to print one.
  for (const output of [process.stdout, process.stderr]) output.on('error', () => {});
  let place = { host: '', port: 0 };
  try {
    const env = readEnv(process.env);
    place = { host: env.HOST, port: env.PORT };
    const several = env.DATABASE_URL !== undefined && env.ASSAY_WORKERS > 1 && !dev;
    if (cluster.isWorker) await runWorker(env);
    else await (several ? runPrimary(env) : runAlone(env));
  } catch (error) {
    console.error(startFailure(error, place));
    const taken = error instanceof Error && 'code' in error && error.code === 'EADDRINUSE';
    process.exit(cluster.isWorker && taken ? ADDRESS_TAKEN : 1);
  }
}

await main();
