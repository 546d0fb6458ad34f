import { readFileSync } from 'node:fs';
import { startAssay } from './assay-process';
import { ADMIN, databaseFor, expect, test } from './fixtures';
import { MlteApi } from './mlte-api';
import { sampleArtifacts } from './samples';

/** What `npm start` gives to Node. */
const [, ...START] = (
  JSON.parse(readFileSync('package.json', 'utf8')) as { scripts: { start: string } }
).scripts.start.split(' ');

test('npm start serves, keeps what it was sent, ends by SIGTERM, and Node has no warning to give @postgres', async ({
  engine,
}) => {
  const { env, drop } = await databaseFor(engine);
  const start = (dataDirectory?: string) =>
    startAssay({
      args: START,
      isFirstStart: true,
      ...(dataDirectory !== undefined && { dataDirectory }),
      env: { ...env, ASSAY_ADMIN_NAME: ADMIN.name, ASSAY_ADMIN_PASSWORD: ADMIN.password },
    });
  const first = await start();
  const api = await MlteApi.signIn(first.url, ADMIN);
  await api.writeArtifact('kept', 'v1', sampleArtifacts[0], { parents: true });
  expect((await fetch(`${first.url}/sign-in`)).status).toBe(200);
  // lib/wire/process/memory: where Node can, the server begins anew in its own place, told what to give back.
  if (process.platform === 'linux' && 'execve' in process)
    expect(readFileSync(`/proc/${first.pid}/environ`, 'utf8')).toContain('MALLOC_MMAP_THRESHOLD_=131072');
  expect(await first.stop()).toBe(0);
  const again = await start(first.dataDirectory);
  const reader = await MlteApi.signIn(again.url, ADMIN);
  expect((await reader.request('GET', '/model/kept/version/v1/artifact')).status).toBe(200);
  expect(await again.stop()).toBe(0);
  for (const output of [first.output(), again.output()]) {
    expect(output).toContain('Assay is listening at');
    expect(output).not.toMatch(/warning|deprecat|unrecogni|unknown|experimental/i);
  }
  await again.remove();
  await drop();
});
