import { readdirSync, readFileSync } from 'node:fs';
import path from 'node:path';
import { rawRequest, talk } from '@/lib/testing/raw-http';
import { startAssay } from './assay-process';
import { ADMIN, databaseFor, expect, test } from './fixtures';

/** All bytes of all files below a folder. */
function* filesBelow(folder: string): Generator<Buffer> {
  for (const entry of readdirSync(folder, { withFileTypes: true, recursive: true }))
    if (entry.isFile()) yield readFileSync(path.join(entry.parentPath, entry.name));
}

test('a token is in no line of the log and in no file of the store, however its requests fail @postgres-long @long', async ({
  engine,
}) => {
  const { env, drop } = await databaseFor(engine);
  const assay = await startAssay({
    env: {
      ...env,
      ASSAY_ADMIN_NAME: ADMIN.name,
      ASSAY_ADMIN_PASSWORD: ADMIN.password,
      ASSAY_LOG_LEVEL: 'debug',
    },
  });
  try {
    const json = { 'Content-Type': 'application/json' };
    const signedIn = await fetch(`${assay.url}/api/token`, {
      method: 'POST',
      body: new URLSearchParams({ grant_type: 'password', username: ADMIN.name, password: ADMIN.password }),
    }).then((reply) => reply.json() as Promise<{ access_token: string }>);
    const bearer = { Authorization: `Bearer ${signedIn.access_token}` };
    const made = async (kind: string) =>
      fetch(`${assay.url}/api/v1/tokens`, {
        method: 'POST',
        headers: { ...bearer, ...json },
        body: JSON.stringify({ name: kind, kind, expiresInDays: 1 }),
      }).then(async (reply) => ((await reply.json()) as { token: string }).token);
    const tokens = [await made('zenml'), await made('api')];
    const port = Number(new URL(assay.url).port);
    for (const token of tokens) {
      const basic = `Basic ${Buffer.from(`${token}:`).toString('base64')}`;
      const misread = `Basic ${Buffer.from(token).toString('base64')}`;
      const bases = [
        ...[
          '/api/zenml',
          '//api/zenml',
          '/api//zenml',
          '/api/zenml/',
          '/zenml',
          '',
          '/api',
          '/api/v1/projects',
        ],
        ...['/p/default/api/zenml', '/projects', '/sign-in', '/_next/static', '/api/auth', '/r', '/jump'],
      ];
      for (const base of bases)
        for (const rest of ['', '/', '/stacks', '/stacks/absent', '/components/toaster', '/nothing', '/%zz'])
          for (const method of ['GET', 'POST', 'OPTIONS'])
            await talk(port, rawRequest(method, `${base}/${token}${rest}`, {}, '{"name": '), 5);
      for (const written of [
        token.replaceAll('_', '%5F'),
        token.replace('assay', '%61ssay'),
        token.slice(0, 30),
        `${token}x`,
      ])
        for (const base of ['/api/zenml', '/zenml', ''])
          await talk(port, rawRequest('GET', `${base}/${written}/stacks`), 5);
      for (const authorization of [basic, misread, `Bearer ${token}`, token])
        for (const target of ['/api/zenml/stacks', '/api/v1/projects', '/api/user/me', '/', '/nowhere'])
          await talk(port, rawRequest('GET', target, { Authorization: authorization }), 5);
      for (const headers of [
        { Referer: `${assay.url}/api/zenml/${token}/stacks` },
        { 'X-Request-Id': token },
        { 'User-Agent': token },
        { Cookie: `assay.session=${token}` },
        { Origin: `http://${token}.example` },
        { Host: token },
        { 'Next-Action': token, Origin: assay.url },
        { 'Next-Router-State-Tree': token, RSC: '1' },
      ])
        for (const target of ['/', '/nowhere', '/sign-in', '/api/nothing', `/?rev=${token}`])
          for (const method of ['GET', 'POST'])
            await talk(port, rawRequest(method, target, headers, method === 'POST' ? token : ''), 5);
      await talk(port, rawRequest('GET', `http://localhost/api/zenml/${token}/stacks`), 5);
      await talk(port, `GET /api/zenml/${token}/stacks HTTP/9.9\r\n\r\n`, 5);
    }
    await assay.stop();
    // As it is, and as Basic would carry it: three ways in which base64 can cut the same letters.
    const secrets = tokens
      .map((token) => token.slice(-45, -8))
      .flatMap((secret) => [
        secret.slice(0, 20),
        ...[0, 1, 2].map((n) => Buffer.from(secret.slice(n)).toString('base64').slice(0, 20)),
      ]);
    const written = assay.output();
    expect(written).toContain('[redacted]');
    for (const secret of secrets) expect(written.includes(secret), 'the log').toBe(false);
    for (const file of filesBelow(assay.dataDirectory))
      expect(
        secrets.some((secret) => file.includes(secret)),
        'a file',
      ).toBe(false);
  } finally {
    await assay.remove();
    await drop();
  }
});
