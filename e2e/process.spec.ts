import { spawn, spawnSync } from 'node:child_process';
import { once } from 'node:events';
import { closeSync, existsSync, openSync } from 'node:fs';
import { chmod, cp, mkdtemp, readdir, rm, writeFile } from 'node:fs/promises';
import net from 'node:net';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { expect, test } from '@playwright/test';
import { smallDisk } from '@/db/testing/small-disk';
import { startAssay } from './assay-process';
import { PLANTED_FAULT } from './planted-fault';

/** Runs the built server until it ends by itself. */
function runToEnd(env: Record<string, string>): Promise<{ code: number | null; output: string }> {
  return new Promise((resolve) => {
    const child = spawn(process.execPath, ['--disable-proto=delete', path.join('dist', 'server.js')], {
      env: { PATH: process.env['PATH'], NODE_ENV: 'production', PORT: '0', ...env },
    });
    let output = '';
    for (const stream of [child.stdout, child.stderr])
      stream.on('data', (chunk: Buffer) => {
        output += chunk.toString();
      });
    child.once('exit', (code) => resolve({ code, output }));
  });
}

test('a second process on the same data directory is refused at once, naming the first', async () => {
  const first = await startAssay();
  const second = await runToEnd({ ASSAY_DATA_DIR: first.dataDirectory });
  expect(second.code).toBe(1);
  expect(second.output.trim().split('\n')).toHaveLength(1);
  expect(second.output).toContain(`process ${first.pid}`);
  await first.remove();
});

test('an empty store prints its address with a set-up link, and a restart makes the link anew @long', async () => {
  const first = await startAssay({ isFirstStart: true });
  expect(first.output()).toContain(first.url);
  expect(first.setupLink).not.toBeNull();
  expect(await first.stop()).toBe(0);
  const again = await startAssay({ dataDirectory: first.dataDirectory });
  expect(again.setupLink).not.toBe(first.setupLink);
  await again.remove();
});

test('SIGTERM ends an idle server within ten seconds, and kept-alive connections do not hold it', async () => {
  const assay = await startAssay({ env: { ASSAY_ADMIN_PASSWORD: 'correct-horse-battery-9' } });
  await fetch(`${assay.url}/api/healthz`, { headers: { connection: 'keep-alive' } });
  const began = Date.now();
  expect(await assay.stop()).toBe(0);
  expect(Date.now() - began).toBeLessThan(10_000);
  await assay.remove();
});

test('sockets that ask for an upgrade are answered, logged and closed, and hold no server that shall end @long', async () => {
  test.setTimeout(180_000);
  const assay = await startAssay({ env: { ASSAY_ADMIN_PASSWORD: 'correct-horse-battery-9' } });
  const { port } = new URL(assay.url);
  // Next once took such sockets from the gate, from its first page on.
  expect((await fetch(`${assay.url}/sign-in`)).status).toBe(200);
  const open = (head: string): Promise<{ text: () => string; ended: Promise<unknown> }> =>
    new Promise((resolve, reject) => {
      const socket = net.connect({ port: Number(port), host: '127.0.0.1', allowHalfOpen: true });
      let text = '';
      socket.on('data', (chunk: Buffer) => {
        text += chunk.toString();
      });
      const ended = Promise.race([once(socket, 'end'), once(socket, 'close')]);
      socket.once('error', reject);
      socket.write(`${head}Host: 127.0.0.1:${port}\r\n\r\n`, () => resolve({ text: () => text, ended }));
    });
  const upgrade = 'Connection: Upgrade\r\nUpgrade: websocket\r\nSec-WebSocket-Version: 13\r\n';
  const heads = Array.from({ length: 300 }, (_, n) => `GET /sign-in?n=${n} HTTP/1.1\r\n${upgrade}`);
  const sockets = await Promise.all(heads.map(open));
  await Promise.all(sockets.map(({ ended }) => ended));
  expect(sockets.filter(({ text }) => !/^HTTP\/1\.1 (200|429) /.test(text()))).toEqual([]);
  await expect.poll(() => assay.output().match(/"path":"\/sign-in"/g)?.length).toBeGreaterThanOrEqual(300);
  // One of each that could hold it: a tunnel, a socket that asks, one that says nothing, one that never ends its head.
  for (const head of ['CONNECT a:1 HTTP/1.1\r\n', `GET / HTTP/1.1\r\n${upgrade}`]) await open(head);
  net.connect(Number(port), '127.0.0.1').on('error', () => {});
  net
    .connect(Number(port), '127.0.0.1')
    .on('error', () => {})
    .write('GET / HTTP/1.1\r\n');
  const began = Date.now();
  expect(await assay.stop()).toBe(0);
  expect(Date.now() - began).toBeLessThan(15_000);
  await assay.remove();
});

for (const [variable, value] of [
  ['PORT', 'eighty'],
  ['ASSAY_URL', 'example.org'],
  ['ASSAY_URL', 'https://example.org/assay'],
  ['ASSAY_WORKERS', '4'],
  ['DATABASE_URL', 'mysql://somewhere/else'],
  ['ASSAY_SECRET_KEY', 'short'],
  ['ASSAY_TRUSTED_PROXIES', '-1'],
] as const)
  test(`${variable}=${value} is one clear sentence and exit 1`, async () => {
    const folder = await mkdtemp(path.join(tmpdir(), 'assay-e2e-'));
    const { code, output } = await runToEnd({ ASSAY_DATA_DIR: folder, [variable]: value });
    expect(code).toBe(1);
    expect(output.trim().split('\n')).toHaveLength(1);
    expect(output).toContain(variable);
    await rm(folder, { recursive: true });
  });

test('a secret that is not the one of the store is one clear sentence and exit 1 @long', async () => {
  const password = { ASSAY_ADMIN_PASSWORD: 'correct-horse-battery-9' };
  const first = await startAssay({ env: { ...password, ASSAY_SECRET_KEY: 'a'.repeat(40) } });
  expect(await first.stop()).toBe(0);
  const wrong = { ASSAY_DATA_DIR: first.dataDirectory, ASSAY_SECRET_KEY: 'b'.repeat(40) };
  const { code, output } = await runToEnd(wrong);
  expect(code).toBe(1);
  expect(output.trim().split('\n'), output).toHaveLength(1);
  expect(output).toContain('ASSAY_SECRET_KEY');
  const { dataDirectory } = first;
  const again = await startAssay({ dataDirectory, env: { ...password, ASSAY_SECRET_KEY: 'a'.repeat(40) } });
  await again.remove();
  await first.remove();
});

test('a fault that nobody caught is logged and ends the process in order, and its data open again', async () => {
  const env = { ASSAY_ADMIN_PASSWORD: 'correct-horse-battery-9', NODE_OPTIONS: PLANTED_FAULT };
  const assay = await startAssay({ env });
  process.kill(assay.pid, 'SIGUSR2');
  await expect
    .poll(() =>
      fetch(`${assay.url}/api/healthz`).then(
        () => 'alive',
        () => 'gone',
      ),
    )
    .toBe('gone');
  expect(await assay.stop()).toBe(1);
  expect(assay.output()).toContain('planted');
  const again = await startAssay({ dataDirectory: assay.dataDirectory });
  expect((await fetch(`${again.url}/api/readyz`)).status).toBe(200);
  await again.remove();
  await assay.remove();
});

test('a store without an administrator refuses to listen beyond loopback @long', async () => {
  const folder = await mkdtemp(path.join(tmpdir(), 'assay-e2e-'));
  const { code, output } = await runToEnd({ ASSAY_DATA_DIR: folder, HOST: '0.0.0.0' });
  expect(code).toBe(1);
  expect(output).toContain('no administrator');
  await rm(folder, { recursive: true });
});

/** What makes a whole store one that cannot be opened. */
const DAMAGES: Readonly<Record<string, (database: string) => Promise<unknown>>> = {
  'of another PostgreSQL': (database) => writeFile(path.join(database, 'PG_VERSION'), '14\n'),
  'without its control file': (database) => rm(path.join(database, 'global', 'pg_control')),
  'with a control file of no sense': (database) =>
    writeFile(path.join(database, 'global', 'pg_control'), Buffer.alloc(8_192, 7)),
  'without its log': async (database) => {
    const log = path.join(database, 'pg_wal');
    for (const name of await readdir(log)) await rm(path.join(log, name), { recursive: true });
  },
  'with half of its files': (database) => rm(path.join(database, 'base'), { recursive: true }),
};

test('a folder that holds no sound database is one clear sentence and exit 1 @long', async () => {
  const whole = await startAssay({ env: { ASSAY_ADMIN_PASSWORD: 'correct-horse-battery-9' } });
  await whole.stop();
  for (const [what, damage] of Object.entries(DAMAGES)) {
    const folder = await mkdtemp(path.join(tmpdir(), 'assay-e2e-'));
    await cp(whole.dataDirectory, folder, { recursive: true });
    await damage(path.join(folder, 'pglite'));
    const { code, output } = await runToEnd({ ASSAY_DATA_DIR: folder });
    expect(code, what).toBe(1);
    expect(output.trim().split('\n'), what).toHaveLength(1);
    expect(output, what).toContain('ASSAY_DATA_DIR');
    await rm(folder, { recursive: true });
  }
  await whole.remove();
});

test('a data folder that cannot be one is one clear sentence and exit 1', async () => {
  const folder = await mkdtemp(path.join(tmpdir(), 'assay-e2e-'));
  await writeFile(path.join(folder, 'file'), '');
  const disk = smallDisk(1);
  const shut = disk?.folder ?? folder;
  // The one holds for whoever may mount, the other for everybody else.
  if (disk === null) await chmod(folder, 0o500);
  else spawnSync('mount', ['-o', 'remount,ro', shut]);
  const elsewhere = await mkdtemp(path.join(tmpdir(), 'assay-e2e-'));
  const without = { ASSAY_RESERVE_MB: '1000000' };
  for (const [env, said] of [
    [{ ASSAY_DATA_DIR: path.join(folder, 'file') }, 'it is a file'],
    [{ ASSAY_DATA_DIR: path.join(folder, 'file', 'below') }, 'it is a file'],
    [{ ASSAY_DATA_DIR: path.join(shut, 'data') }, 'cannot be used'],
    [{ ASSAY_DATA_DIR: elsewhere, ...without }, 'MB free'],
    // Node 20 does not return from making it.
    [{ ASSAY_DATA_DIR: '/proc/assay/data' }, 'cannot be used'],
  ] as const) {
    const { code, output } = await runToEnd(env);
    expect(code, said).toBe(1);
    expect(output.trim().split('\n'), output).toHaveLength(1);
    expect(output).toContain(said);
    expect(output).toContain('ASSAY_DATA_DIR');
  }
  disk?.remove();
  await rm(elsewhere, { recursive: true });
  await chmod(folder, 0o700);
  await rm(folder, { recursive: true });
});

test('a log on a full disk ends neither the server nor a request', async () => {
  if (!existsSync('/dev/full')) return;
  const full = openSync('/dev/full', 'w');
  const assay = await startAssay({
    env: { ASSAY_ADMIN_PASSWORD: 'correct-horse-battery-9', ASSAY_LOG_LEVEL: 'debug' },
    output: full,
  });
  for (let n = 0; n < 20; n += 1) expect((await fetch(`${assay.url}/sign-in`)).status).toBe(200);
  expect(await assay.stop()).toBe(0);
  await assay.remove();
  closeSync(full);
});
