import { readFileSync, writeFileSync } from 'node:fs';
import { mkdtemp, rm } from 'node:fs/promises';
import http from 'node:http';
import net from 'node:net';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { pathToFileURL } from 'node:url';
import type { Page } from '@playwright/test';
import { type AssayProcess, startAssay } from './assay-process';
import { ADMIN, expect, signIn, signOut, test, unique } from './fixtures';

interface Watched {
  readonly assay: AssayProcess;
  /** Where the process has connected to since the last time this was asked. */
  readonly connections: () => string[];
  readonly remove: () => Promise<void>;
}

/** A server that tells every connection which it opens; the embedded database needs none. */
async function startWatched(env: Record<string, string> = {}): Promise<Watched> {
  const folder = await mkdtemp(path.join(tmpdir(), 'assay-e2e-'));
  const file = path.join(folder, 'connections');
  writeFileSync(file, '');
  const preload = pathToFileURL(path.resolve('e2e/record-connections.mjs')).href;
  const assay = await startAssay({
    env: {
      NODE_OPTIONS: `--import=${preload}`,
      CONNECTIONS_FILE: file,
      ASSAY_ADMIN_NAME: ADMIN.name,
      ASSAY_ADMIN_PASSWORD: ADMIN.password,
      ...env,
    },
  });
  const connections = () => {
    const lines = readFileSync(file, 'utf8').split('\n').filter(Boolean);
    writeFileSync(file, '');
    return lines;
  };
  const remove = async () => {
    await assay.remove();
    await rm(folder, { recursive: true, force: true });
  };
  return { assay, connections, remove };
}

/** Listens where Next believes itself to be when nobody told it, on as many of the addresses as are free. */
async function listenOn3000(): Promise<{ heads: string[]; close: () => Promise<void> }> {
  const heads: string[] = [];
  const servers: net.Server[] = [];
  for (const host of ['127.0.0.1', '::1']) {
    const server = net.createServer((socket) => {
      heads.push('connected');
      socket.on('error', () => {});
      socket.once('data', (head) => {
        heads.push(head.toString('latin1'));
        socket.end(
          'HTTP/1.1 200 OK\r\nContent-Type: text/x-component\r\nConnection: close\r\n\r\n0:{"a":"$@1"}\n',
        );
      });
    });
    const bound = await new Promise<boolean>((resolve) => {
      server.once('error', () => resolve(false));
      server.listen(3000, host, () => resolve(true));
    });
    if (bound) servers.push(server);
  }
  const close = async () => {
    await Promise.all(servers.map((server) => new Promise((resolve) => server.close(resolve))));
  };
  return { heads, close };
}

// Each starts a server of its own.
test.describe.configure({ timeout: 180_000 });

/** Signs in, makes a project, edits it, deletes it and signs out, as a person would. */
async function workThrough(page: Page): Promise<void> {
  await signIn(page);
  await expect(page.getByRole('navigation', { name: 'Main' })).toBeVisible();
  const name = unique('garden');
  await page.goto('/new-project');
  await page.getByLabel('Name').fill(name);
  await page.getByRole('button', { name: 'Create project' }).click();
  await expect(page).toHaveURL(new RegExp(`/projects/${name}/models$`));
  await page.goto(`/projects/${name}/settings`);
  await page.getByLabel('Description').fill('Fruit.');
  await page.getByRole('button', { name: 'Save' }).click();
  await expect(page).toHaveURL(new RegExp(`/projects/${name}$`));
  await expect(page.getByText('Fruit.')).toBeVisible();
  await page.goto(`/projects/${name}/delete`);
  await page.getByRole('button', { name: `Delete ${name}` }).click();
  await expect(page).toHaveURL(/\/projects$/);
  await signOut(page);
  await expect(page).toHaveURL(/\/sign-in/);
}

for (const script of [true, false])
  test(`signing in, making, editing, deleting and signing out ${script ? '' : 'without JavaScript '}connect to nothing${script ? '' : ' @long'}`, async ({
    browser,
  }) => {
    const neighbour = await listenOn3000();
    const watched = await startWatched();
    const context = await browser.newContext({ baseURL: watched.assay.url, javaScriptEnabled: script });
    const page = await context.newPage();
    const complaints: string[] = [];
    page.on('pageerror', (error) => complaints.push(error.message));
    await workThrough(page);
    expect(watched.connections()).toEqual([]);
    expect(neighbour.heads).toEqual([]);
    expect(complaints).toEqual([]);
    expect(watched.assay.output()).not.toMatch(/failed to|fetch failed/i);
    await context.close();
    await watched.remove();
    await neighbour.close();
  });

test('what follows a form is shown without loading the document anew', async ({ adminPage: page }) => {
  await page.goto('/new-project');
  await page.evaluate(() => Object.assign(window, { sameDocument: true }));
  const name = unique('garden');
  await page.getByLabel('Name').fill(name);
  await page.getByRole('button', { name: 'Create project' }).click();
  await expect(page).toHaveURL(new RegExp(`/projects/${name}/models$`));
  expect(await page.evaluate(() => 'sameDocument' in window)).toBe(true);
});

interface Answer {
  readonly status: number;
  readonly head: string;
  readonly location: string | null;
  readonly cookies: string;
  readonly body: string;
}

/** One request at the server's socket, under whatever Host it shall come. */
function ask(
  at: string,
  target: string,
  { headers = {}, form }: { headers?: Record<string, string>; form?: Record<string, string> } = {},
): Promise<Answer> {
  const { hostname, port } = new URL(at);
  const body = form === undefined ? '' : new URLSearchParams(form).toString();
  return new Promise((resolve, reject) => {
    const request = http.request(
      {
        hostname,
        port,
        path: target,
        method: form === undefined ? 'GET' : 'POST',
        headers: {
          ...(form === undefined ? {} : { 'Content-Type': 'application/x-www-form-urlencoded' }),
          ...headers,
        },
      },
      (response) => {
        let text = '';
        response.on('data', (chunk: Buffer) => {
          text += chunk.toString();
        });
        response.on('end', () =>
          resolve({
            status: response.statusCode ?? 0,
            head: response.rawHeaders.join('\n'),
            location: response.headers.location ?? null,
            cookies: (response.headers['set-cookie'] ?? []).map((each) => each.split(';')[0]).join('; '),
            body: text,
          }),
        );
      },
    );
    request.once('error', reject);
    request.end(body);
  });
}

const READ = [
  '/api/auth/signin',
  '/api/auth/signin?callbackUrl=http%3A%2F%2Fevil.example%2F',
  '/api/auth/signin/credentials',
  '/api/auth/signout',
  '/api/auth/error',
  '/api/auth/error?error=Configuration',
  '/api/auth/verify-request',
  '/api/auth/callback/credentials',
  '/api/auth/callback/nobody?code=x',
  '/api/auth/providers',
  '/api/auth/session',
  '/api/auth/csrf',
  '/api/auth/absent',
];

/** Sends all that next-auth answers, and expects each address in its answers to begin with `origin`. */
async function expectOwnAddress(at: string, origin: string, headers: Record<string, string>): Promise<void> {
  const check = (what: string, { status, head, location, body }: Answer) => {
    expect.soft(status, what).toBeLessThan(500);
    const decoded = decodeURIComponent(`${head}\n${body}`.replaceAll(/%(?![0-9a-f]{2})/gi, '%25'));
    expect.soft(decoded, what).not.toMatch(/localhost:3000|evil\.example|assay\.invalid/);
    if (location !== null) expect.soft(new URL(location, origin).origin, what).toBe(origin);
    for (const [address] of decoded.matchAll(/https?:\/\/[^/"\s;]+/g))
      expect.soft(address, what).toBe(origin);
  };
  let redirects = 0;
  for (const target of READ) {
    const answer = await ask(at, target, { headers });
    check(target, answer);
    if (answer.location !== null) redirects += 1;
  }
  const token = await ask(at, '/api/auth/csrf', { headers });
  const { csrfToken } = JSON.parse(token.body) as { csrfToken: string };
  const sent = { ...headers, Origin: origin, Cookie: token.cookies };
  for (const [target, form] of [
    ['/api/auth/callback/credentials', { csrfToken, name: ADMIN.name, password: 'wrong' }],
    ['/api/auth/callback/credentials', { csrfToken, ...ADMIN, callbackUrl: 'http://evil.example/' }],
    ['/api/auth/callback/credentials', { csrfToken, ...ADMIN }],
    ['/api/auth/signin/credentials', { csrfToken, ...ADMIN }],
    ['/api/auth/signout', { csrfToken }],
    ['/api/auth/signout', { csrfToken: 'wrong' }],
  ] as const) {
    const answer = await ask(at, target, { headers: sent, form });
    check(`POST ${target}`, answer);
    if (answer.location !== null) redirects += 1;
  }
  expect(redirects).toBeGreaterThan(6);
}

test('next-auth leads to the address under which it was asked, whatever a client claims', async () => {
  const { assay, connections, remove } = await startWatched();
  const { port } = new URL(assay.url);
  await expectOwnAddress(assay.url, assay.url, {});
  await expectOwnAddress(assay.url, `http://localhost:${port}`, { Host: `localhost:${port}` });
  const forged = {
    'X-Forwarded-Host': 'evil.example',
    'X-Forwarded-Proto': 'https',
    'X-Forwarded-Port': '3000',
  };
  await expectOwnAddress(assay.url, assay.url, forged);
  const spoofed = await ask(assay.url, '/api/auth/signin', { headers: { Host: 'evil.example' } });
  expect([spoofed.status, spoofed.location]).toEqual([421, null]);
  expect(connections()).toEqual([]);
  await remove();
});

test('next-auth leads to ASSAY_URL where a proxy ends TLS in front @long', async () => {
  const { assay, connections, remove } = await startWatched({ ASSAY_URL: 'https://assay.example' });
  await expectOwnAddress(assay.url, 'https://assay.example', { Host: 'assay.example' });
  expect(connections()).toEqual([]);
  await remove();
});

test('an action sent to a page that lacks it is carried out without a connection @long', async ({
  browser,
}) => {
  const { assay, connections, remove } = await startWatched();
  const context = await browser.newContext({ baseURL: assay.url });
  const page = await context.newPage();
  await signIn(page);
  await page.goto('/new-project');
  const name = unique('garden');
  // As when somebody sends a form while the next page is on its way: the browser posts to the new address.
  await page.route('**/new-project', (route) => route.continue({ url: `${assay.url}/account` }));
  await page.getByLabel('Name').fill(name);
  await page.getByRole('button', { name: 'Create project' }).click();
  await expect(page).toHaveURL(new RegExp(`/projects/${name}/models$`));
  expect(connections()).toEqual([]);
  await context.close();
  await remove();
});
