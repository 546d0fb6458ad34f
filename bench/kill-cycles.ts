import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { type AssayProcess, startAssay } from '@/e2e/assay-process';
import { MlteApi } from '@/e2e/mlte-api';
import { evidenceBody } from './evidence';

export interface KillReport {
  readonly cycles: number;
  /** Writes that were answered with success before a kill. */
  readonly acknowledged: number;
  /** Of these, how many a later process did not have, or had with another value. */
  readonly lost: number;
  readonly failedStarts: number;
}

const ADMIN = { name: 'kill', password: 'correct-horse-battery-9' } as const;
const WRITERS = 4;

/** Kills the built server on its embedded database during writes, again and again on the same directory. */
export async function killCycles(cycles: number, say: (line: string) => void): Promise<KillReport> {
  const dataDirectory = await mkdtemp(path.join(tmpdir(), 'assay-kill-'));
  const kept = new Map<string, number>();
  let [lost, failedStarts, done] = [0, 0, 0];
  try {
    for (; done < cycles && failedStarts === 0; done += 1) {
      const assay = await start(dataDirectory).catch((error: unknown) => {
        say(String(error));
        return null;
      });
      if (assay === null) {
        failedStarts += 1;
        break;
      }
      const api = await MlteApi.signIn(assay.url, ADMIN);
      const fresh = new Map<string, number>();
      await writeUntilKilled(assay, api, fresh, done);
      for (const [name, value] of fresh) kept.set(name, value);
      say(`kill ${done + 1}: ${fresh.size} acknowledged`);
    }
    const last = await start(dataDirectory);
    lost += await countLost(await MlteApi.signIn(last.url, ADMIN), kept);
    await last.stop();
  } finally {
    await rm(dataDirectory, { recursive: true, force: true, maxRetries: 5 });
  }
  return { cycles: done, acknowledged: kept.size, lost, failedStarts };
}

const start = (dataDirectory: string): Promise<AssayProcess> =>
  startAssay({
    dataDirectory,
    env: {
      ASSAY_ADMIN_NAME: ADMIN.name,
      ASSAY_ADMIN_PASSWORD: ADMIN.password,
      ASSAY_LOG_LEVEL: 'error',
    },
  });

/** Writes artifacts, each with a value of its own, until the process is gone. */
async function writeUntilKilled(
  assay: AssayProcess,
  api: MlteApi,
  kept: Map<string, number>,
  cycle: number,
): Promise<void> {
  let killed = false;
  let next = 0;
  const writers = Array.from({ length: WRITERS }, async () => {
    while (!killed) {
      next += 1;
      const name = `c${cycle}-n${next}`;
      const value = cycle * 1_000_000 + next;
      const artifact = {
        header: { identifier: `evidence.${name}`, type: 'evidence' },
        body: evidenceBody(name, value),
      };
      const written = await api.writeArtifact('killed', 'v1', artifact, { parents: true }).then(
        () => true,
        () => false,
      );
      if (written) kept.set(name, value);
    }
  });
  // At any moment, but not before there is something to lose.
  const enough = 20 + Math.random() * 180;
  const deadline = Date.now() + 5_000;
  while (kept.size < enough && Date.now() < deadline) await new Promise((resolve) => setTimeout(resolve, 7));
  await assay.stop('SIGKILL');
  killed = true;
  await Promise.all(writers);
}

async function countLost(api: MlteApi, kept: ReadonlyMap<string, number>): Promise<number> {
  let lost = 0;
  for (const [name, value] of kept) {
    const reply = await api.request('GET', `/model/killed/version/v1/artifact/evidence.${name}`);
    const read = reply.body as { body?: { value?: { real?: number } } };
    if (reply.status !== 200 || read.body?.value?.real !== value) lost += 1;
  }
  return lost;
}
