// @ts-check
// `npm run dev`: the server from its sources, started again when they change; Next refreshes the pages by itself.
import { spawn } from 'node:child_process';
import path from 'node:path';
import { context } from 'esbuild';
import pLimit from 'p-limit';
import { root, serverBundle } from './build.mjs';

const outfile = path.join('.cache', 'dev', 'server.js');

/** @type {import('node:child_process').ChildProcess | null} */
let server = null;
const turn = pLimit(1);

/** @param {NodeJS.Signals} signal */
async function stop(signal) {
  const running = server;
  if (running === null || running.exitCode !== null || running.signalCode !== null) return;
  const gone = new Promise((resolve) => running.once('exit', resolve));
  running.kill(signal);
  await gone;
}

function restart() {
  void turn(async () => {
    // The embedded database has one opener: the next server waits for the end of the last.
    await stop('SIGTERM');
    server = spawn(process.execPath, ['--disable-proto=delete', path.join(root, outfile), '--dev'], {
      cwd: root,
      stdio: 'inherit',
      env: { ...process.env, NODE_ENV: 'development', NEXT_TELEMETRY_DISABLED: '1' },
    });
  });
}

const watching = await context({
  ...serverBundle(outfile),
  plugins: [
    {
      name: 'restart',
      setup: (build) =>
        build.onEnd((result) => {
          if (result.errors.length === 0) restart();
        }),
    },
  ],
});
await watching.watch();

for (const signal of /** @type {const} */ (['SIGINT', 'SIGTERM']))
  process.once(signal, async () => {
    await watching.dispose();
    await stop('SIGTERM');
    process.exit(0);
  });
