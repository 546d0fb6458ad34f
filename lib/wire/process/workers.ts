import cluster, { type Worker } from 'node:cluster';
import net from 'node:net';
import type { Env } from '@/lib/core/env';
import { ADDRESS_TAKEN, startFailure } from '@/lib/faults/start-failure';
import { noteWorkers, type WorkersTold } from '@/lib/system/worker-starts';
import { processLog } from '../gate/log';
import { stopOnSignal } from './stop-on-signal';
import { ENDING, endOnFault } from './uncaught';

/** Milliseconds after which workers that do not end are killed; their own drain is shorter. */
const STOP_MS = 9_500;
/** A worker that dies sooner than this is started again only after as long a pause. */
const SETTLED_MS = 1_000;

/** Runs ASSAY_WORKERS processes on one address and replaces those that die. Resolves with the port when the first listens. */
export async function runWorkers(env: Env): Promise<number> {
  await tryAddress(env);
  let stopping = false;
  const starts = new Map<Worker, number>();
  const tell = () => {
    const told: WorkersTold = { workersStartedAt: [...starts.values()] };
    // One that is ending has no channel any more, and need not know.
    for (const worker of starts.keys()) if (worker.isConnected()) worker.send(told, () => {});
  };
  const start = () => {
    const began = Date.now();
    const worker = cluster.fork();
    starts.set(worker, began);
    worker.once('listening', tell);
    let isReplaced = false;
    const replace = (why: object) => {
      if (stopping || isReplaced) return;
      isReplaced = true;
      processLog().error({ worker: worker.process.pid, ...why }, 'a worker ends: another is started');
      setTimeout(start, Date.now() - began < SETTLED_MS ? SETTLED_MS : 0);
    };
    worker.on('message', (message) => {
      if (message === ENDING) replace({ fault: true });
    });
    worker.once('exit', (code, signal) => {
      starts.delete(worker);
      tell();
      if (code === ADDRESS_TAKEN && !stopping) {
        console.error(startFailure(addressTaken(), { host: env.HOST, port: env.PORT }));
        process.exit(1);
      }
      replace({ code, signal });
    });
  };
  const listening = new Promise<number>((resolve) =>
    cluster.once('listening', (_worker, { port }) => resolve(port)),
  );
  for (let n = 0; n < env.ASSAY_WORKERS; n += 1) start();
  const end = stopOnSignal(async () => {
    stopping = true;
    await Promise.all(Object.values(cluster.workers ?? {}).map((worker) => worker && stopWorker(worker)));
  }, STOP_MS + 250);
  endOnFault(() => end(1));
  return listening;
}

/** In a worker that listens: hears when it and its neighbours began. From then on the channel keeps no process alive. */
export function hearOfWorkers(): void {
  process.on('message', noteWorkers);
  process.channel?.unref();
}

function stopWorker(worker: Worker): Promise<void> {
  return new Promise((resolve) => {
    const timer = setTimeout(() => worker.process.kill('SIGKILL'), STOP_MS);
    worker.once('exit', () => {
      clearTimeout(timer);
      resolve();
    });
    worker.process.kill('SIGTERM');
  });
}

/** Fails here, in one process and with one sentence, if the address cannot be had. */
function tryAddress(env: Env): Promise<void> {
  return new Promise((resolve, reject) => {
    const probe = net.createServer();
    probe.once('error', reject);
    probe.listen(env.PORT, env.HOST, () => probe.close(() => resolve()));
  });
}

const addressTaken = () =>
  Object.assign(new Error('address taken'), { code: 'EADDRINUSE', syscall: 'listen' });
