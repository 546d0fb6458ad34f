import fc from 'fast-check';
import { afterEach, describe, expect, it } from 'vitest';
import { closeGates, openGate } from '@/lib/testing/gate';
import { rawRequest, talk } from '@/lib/testing/raw-http';
import type { Handlers } from './visit';

afterEach(closeGates);

const bodyOf = (text: string) => JSON.parse(text.slice(text.indexOf('\r\n\r\n') + 4));

describe('the gate and the request line', () => {
  it.each(['TRACE', 'OPTIONS', 'CONNECT', 'PROPFIND'])('answers %s with 405', async (method) => {
    const { port } = await openGate();
    expect((await talk(port, rawRequest(method, '/'))).status).toBe(405);
  });

  it('words it as the door of the path does', async () => {
    const { port } = await openGate();
    const { text } = await talk(port, rawRequest('OPTIONS', '/api/zenml/stacks?a=b'));
    expect(bodyOf(text)).toEqual({ detail: 'Method Not Allowed' });
    expect((await talk(port, rawRequest('OPTIONS', '/api/v1/x'))).text).toContain('problem+json');
  });

  it('tells a ZenML client at the bare host where its door is, and lets browsers through', async () => {
    const { port } = await openGate();
    const Authorization = `Basic ${Buffer.from('default:').toString('base64')}`;
    const asked = (path: string, more: Record<string, string> = {}) =>
      talk(port, rawRequest('GET', path, { Authorization, Accept: '*/*', ...more }));
    for (const path of ['/stack-configurations', '/stacks/default', '/pipeline_runs/p']) {
      const { status, text } = await asked(path);
      expect(status).toBe(401);
      expect(bodyOf(text)).toEqual({ detail: expect.stringContaining('/api/zenml/<token> as its url') });
    }
    expect((await asked('/account')).status).toBe(200);
    expect((await asked('/stacks', { RSC: '1' })).status).toBe(200);
    expect((await asked('/stacks', { Accept: 'text/html' })).status).toBe(200);
    expect((await talk(port, rawRequest('GET', '/stacks'))).status).toBe(200);
  });

  it('gives no page an address with a token in it', async () => {
    const { port, lines } = await openGate();
    const token = `assay_zenml_${'x7Q'.repeat(15)}`;
    for (const path of [`/zenml/${token}/stacks`, `/${token}`, `/sign-in/${token.replaceAll('_', '%5F')}`])
      expect((await talk(port, rawRequest('GET', path))).status).toBe(404);
    expect(JSON.stringify(lines)).not.toContain('x7Q');
  });

  it('lets a secret through to the page that it opens, and to none below or beside it', async () => {
    const { port, lines } = await openGate();
    for (const [page, kind] of [
      ['join', 'invite'],
      ['new-password', 'password'],
    ]) {
      const secret = `assay_${kind}_${'x7Q'.repeat(15)}`;
      for (const method of ['GET', 'HEAD']) {
        expect((await talk(port, rawRequest(method, `/${page}/${secret}`))).status).toBe(200);
      }
      for (const path of [`/${page}/${secret}/x`, `/x/${page}/${secret}`])
        expect((await talk(port, rawRequest('GET', path))).status).toBe(404);
    }
    expect(JSON.stringify(lines)).not.toContain('x7Q');
    expect(JSON.stringify(lines)).toContain('/join/[redacted]');
  });

  it.each([
    ['/%', 400],
    ['/%zz', 400],
    ['/%ff', 400],
    ['/?q=%80', 400],
    ['/%00', 400],
    ['/a/../b', 400],
    ['/a/%2e%2E/b', 400],
    ['/a\\b', 400],
    ['/a#b', 400],
    ['*', 400],
    ['http://localhost/x', 200],
    ['http://elsewhere.example/x', 421],
    ['//api/healthz', 200],
  ])('answers the target %s with %i', async (target, status) => {
    const { port } = await openGate();
    expect((await talk(port, rawRequest('GET', target))).status).toBe(status);
  });

  it('hands /api to the API, but sign-in and everything else to the pages', async () => {
    const { port } = await openGate();
    const by = async (target: string) => bodyOf((await talk(port, rawRequest('GET', target))).text);
    expect(await by('//api//model')).toMatchObject({ by: 'api', url: '/api//model' });
    expect(await by('/p/a%20b//api/model?x=1')).toMatchObject({
      by: 'api',
      url: '/p/a%20b/api/model?x=1',
    });
    expect(await by('/api/auth/session')).toMatchObject({ by: 'pages' });
    expect(await by('/apiary')).toMatchObject({ by: 'pages' });
  });

  it('answers any bytes with nothing worse than a 4xx', async () => {
    const { port } = await openGate();
    const piece = fc.oneof(
      fc.constantFrom(
        'GET ',
        'POST ',
        '/api/model',
        ' HTTP/1.1\r\n',
        'Host: localhost\r\n',
        '\r\n',
        'A: b\r\n',
      ),
      fc.string({ unit: 'binary', maxLength: 40 }),
    );
    await fc.assert(
      fc.asyncProperty(fc.array(piece, { maxLength: 12 }), async (pieces) => {
        const { status } = await talk(port, `${pieces.join('')}\r\n\r\n`, 20, 50);
        expect(status).toBeLessThan(500);
      }),
      { numRuns: 60 },
    );
  }, 60_000);
});

describe('the gate and headers', () => {
  it.each([
    [{ Host: 'evil.example' }, 421],
    [{ Host: 'localhost:8080' }, 200],
    [{ Host: '[::1]:3000' }, 200],
    [{ Host: 'a b' }, 421],
    [{ Host: '' }, 421],
  ])('answers %j with %i', async (headers, status) => {
    const { port } = await openGate();
    expect((await talk(port, rawRequest('GET', '/', headers))).status).toBe(status);
  });

  it('knows only the configured name when it has one and does not listen on loopback', async () => {
    const place = { url: 'https://assay.example', urlIsGiven: true, listensOnLoopback: false };
    const { port } = await openGate({ publicAddress: place });
    const status = async (host: string) => (await talk(port, rawRequest('GET', '/', { Host: host }))).status;
    expect(await status('assay.example')).toBe(200);
    expect(await status('ASSAY.example:443')).toBe(200);
    expect(await status('localhost')).toBe(421);
    expect(await status('10.0.0.1')).toBe(421);
  });

  it('refuses a repeated Host, more than 100 headers, and more than 16 KB of them', async () => {
    const { port } = await openGate();
    const many = Object.fromEntries(Array.from({ length: 120 }, (_, n) => [`X-${n}`, '1']));
    expect((await talk(port, 'GET / HTTP/1.1\r\nHost: localhost\r\nHost: localhost\r\n\r\n')).status).toBe(
      400,
    );
    expect((await talk(port, rawRequest('GET', '/', many))).status).toBe(431);
    expect((await talk(port, rawRequest('GET', '/', { 'X-Long': 'x'.repeat(20_000) }))).status).toBe(431);
  });

  it('sets the security headers on its own answers too, HSTS only under https', async () => {
    const { port } = await openGate();
    const { text } = await talk(port, rawRequest('TRACE', '/'));
    expect(text).toMatch(/x-content-type-options: nosniff/i);
    expect(text).toMatch(/frame-ancestors 'none'/i);
    expect(text).toMatch(/x-request-id: [0-9a-f-]{36}/i);
    expect(text).not.toMatch(/strict-transport-security|x-powered-by/i);
    const secure = await openGate({
      publicAddress: { url: 'https://localhost', urlIsGiven: true, listensOnLoopback: true },
    });
    expect((await talk(secure.port, rawRequest('GET', '/api/x'))).text).toMatch(
      /strict-transport-security[\s\S]*no-store|no-store[\s\S]*strict-transport-security/i,
    );
  });

  it('lets no client speak for a proxy or for the gate', async () => {
    const { port } = await openGate();
    const forged = {
      'X-Forwarded-Host': 'evil',
      'X-Assay-Address': '6.6.6.6',
      'X-Middleware-Subrequest': '1',
    };
    const { headers } = bodyOf((await talk(port, rawRequest('GET', '/', forged))).text);
    expect(headers).toMatchObject({
      'x-forwarded-host': 'localhost',
      'x-assay-address': '127.0.0.1',
      'x-forwarded-for': '127.0.0.1',
    });
    expect(headers).not.toHaveProperty('x-middleware-subrequest');
  });

  it('answers an upgrade, an unknown expectation and a contradictory length without a 5xx', async () => {
    const { port } = await openGate();
    const upgrade = { Connection: 'Upgrade', Upgrade: 'websocket' };
    expect((await talk(port, rawRequest('GET', '/', upgrade))).status).toBe(200);
    expect((await talk(port, rawRequest('GET', '/', { Expect: 'magic' }))).status).toBe(417);
    const lengths = 'POST / HTTP/1.1\r\nHost: localhost\r\nContent-Length: 3\r\nContent-Length: 4\r\n\r\nabc';
    expect((await talk(port, lengths)).status).toBe(400);
    expect((await talk(port, rawRequest('POST', '/', { 'Content-Length': '-1' }))).status).toBe(400);
  });
});

describe('the gate and requests from elsewhere', () => {
  const post = (port: number, target: string, headers: Record<string, string>) =>
    talk(port, rawRequest('POST', target, headers, 'x')).then(({ status }) => status);

  it('wants the Origin of our own pages with a cookie', async () => {
    const { port } = await openGate();
    const cookie = { Cookie: 'assay.session=1' };
    expect(await post(port, '/projects', cookie)).toBe(403);
    expect(await post(port, '/projects', { ...cookie, Origin: 'null' })).toBe(403);
    expect(await post(port, '/projects', { ...cookie, Origin: 'http://evil.example' })).toBe(403);
    expect(await post(port, '/projects', { ...cookie, Origin: 'http://localhost' })).toBe(200);
    expect(await post(port, '/api/v1/tokens', { ...cookie, Origin: 'http://localhost' })).toBe(200);
    expect(await post(port, '/api/v1/tokens', cookie)).toBe(403);
    const sibling = { ...cookie, Origin: 'http://localhost', 'Sec-Fetch-Site': 'same-site' };
    expect(await post(port, '/projects', sibling)).toBe(403);
  });

  it('refuses a foreign sign-in form even without a cookie, and lets clients with a token be', async () => {
    const { port } = await openGate();
    expect(await post(port, '/sign-in', { Origin: 'http://evil.example' })).toBe(403);
    expect(await post(port, '/api/model', { Authorization: 'Bearer x' })).toBe(200);
  });
});

describe('the gate and bodies', () => {
  const chunked = (target: string, size: number) => {
    const piece = 'x'.repeat(65_536);
    const chunks = `10000\r\n${piece}\r\n`.repeat(Math.ceil(size / 65_536));
    return `POST ${target} HTTP/1.1\r\nHost: localhost\r\nConnection: close\r\nTransfer-Encoding: chunked\r\n\r\n${chunks}0\r\n\r\n`;
  };

  it('refuses over 1 MB, and over 16 MB where artifacts are written, announced or not', async () => {
    const { port } = await openGate();
    const announced = (target: string, size: number) =>
      talk(port, rawRequest('POST', target, { 'Content-Length': String(size) })).then(({ status }) => status);
    expect(await announced('/api/model', 1_048_577)).toBe(413);
    expect(await announced('/api/model/m/version/v/artifact', 16_777_217)).toBe(413);
    expect(await announced('/import/upload', 268_435_457)).toBe(413);
    expect((await talk(port, chunked('/api/model', 1_100_000))).status).toBe(413);
    expect((await talk(port, chunked('/x', 1_100_000))).status).toBe(413);
    const within = await talk(port, chunked('/api/model/m/version/v/artifact', 1_100_000), 2_000);
    expect(bodyOf(within.text).size).toBeGreaterThan(1_100_000);
  });

  it('hands a page the body it was sent, whole', async () => {
    const { port } = await openGate();
    const { text } = await talk(
      port,
      rawRequest('POST', '/x', { Expect: '100-continue' }, 'a'.repeat(900_000)),
      2_000,
    );
    expect(text).toMatch(/^HTTP\/1\.1 100 Continue/);
    expect(text).toContain('"size":900000');
  });

  it('refuses brackets deeper than Next can take, and compressed bodies', async () => {
    const { port } = await openGate();
    expect((await talk(port, rawRequest('POST', '/x', {}, '['.repeat(200_000)))).status).toBe(400);
    expect((await talk(port, rawRequest('POST', '/x', { 'Content-Encoding': 'gzip' }, 'x'))).status).toBe(
      415,
    );
  });

  it('counts no brackets in a file that a form brings, and all in its fields', async () => {
    const { port } = await openGate();
    const part = (head: string, text: string) =>
      `--b\r\nContent-Disposition: form-data; ${head}\r\n\r\n${text}\r\n--b--\r\n`;
    const type = { 'Content-Type': 'multipart/form-data; boundary=b' };
    const status = (head: string) =>
      talk(port, rawRequest('POST', '/x', type, part(head, '['.repeat(5_000)))).then(
        (answer) => answer.status,
      );
    expect(await status('name="image"; filename="a.png"')).toBe(200);
    expect(await status('name="text"')).toBe(400);
    expect(await status('name="text"; filename=""')).toBe(400);
  });

  it.each(['/favicon.ico', '/icon%2esvg', '/_next/static/chunks/a.js'])(
    'lets %s only be read',
    async (file) => {
      const { port } = await openGate();
      for (const method of ['POST', 'PUT', 'PATCH', 'DELETE'])
        expect((await talk(port, rawRequest(method, file))).text).toMatch(
          /^HTTP\/1\.1 405[\s\S]*allow: GET, HEAD/i,
        );
      expect((await talk(port, rawRequest('HEAD', file))).status).toBe(200);
    },
  );

  it.each([
    ['no body', {}],
    ['no length', { 'Content-Length': '0' }],
    ['no boundary', { 'Content-Type': 'multipart/form-data' }],
    ['an empty boundary', { 'Content-Type': 'multipart/form-data; boundary=' }],
    ['nothing in chunks', { 'Transfer-Encoding': 'chunked' }],
  ])('gives a page no form of %s', async (what, headers) => {
    const { port } = await openGate();
    const type = { 'Content-Type': 'multipart/form-data; boundary=b' };
    for (const method of ['POST', 'PUT', 'PATCH', 'DELETE']) {
      const head = rawRequest(method, '/projects', { ...type, ...headers });
      const { status, text } = await talk(port, what === 'nothing in chunks' ? `${head}0\r\n\r\n` : head);
      expect([method, status, text]).toEqual([method, 400, expect.stringContaining('cannot be read')]);
    }
    expect((await talk(port, rawRequest('GET', '/projects', type))).status).toBe(200);
  });

  it('cuts off a client that never finishes its head', async () => {
    const { port } = await openGate({ timeouts: { headers: 300, request: 600 } });
    expect((await talk(port, 'GET / HTTP/1.1\r\nHost: loc', 2_000)).status).toBe(408);
  });
});

describe('the gate before an administrator exists', () => {
  it('shows the set-up page, health and static files, and nothing else', async () => {
    const { port } = await openGate({ isSetUp: async () => false });
    const status = (method: string, target: string) =>
      talk(port, rawRequest(method, target)).then((answer) => answer.status);
    expect(await status('GET', '/setup?secret=x')).toBe(200);
    expect(await status('POST', '/setup')).toBe(200);
    expect(await status('GET', '/_next/static/x.js')).toBe(200);
    expect(await status('GET', '/healthz')).toBe(200);
    expect(await status('GET', '/api/healthz')).toBe(200);
    expect(await status('GET', '/api/model')).toBe(503);
    expect(await status('GET', '/api/auth/session')).toBe(503);
    expect(await status('POST', '/projects')).toBe(503);
    const page = await talk(port, rawRequest('GET', '/projects'));
    expect(page.text).toMatch(/^HTTP\/1\.1 307[\s\S]*location: \/setup\r\n/i);
  });

  it('answers 503 and not 500 while the database is away', async () => {
    const { port } = await openGate({ isSetUp: () => Promise.reject(new Error('down')) });
    expect((await talk(port, rawRequest('GET', '/'))).text).toMatch(/^HTTP\/1\.1 503[\s\S]*retry-after: 2/i);
  });
});

describe('the gate and what machines ask', () => {
  const ask = async (port: number, path: string, method = 'GET') => {
    const answer = await fetch(`http://127.0.0.1:${port}${path}`, { method });
    return { status: answer.status, body: await answer.json() };
  };

  it('tells a server that lives from one that can serve, before it is set up and without credentials', async () => {
    const reasons = ['The database does not answer.'];
    const { port } = await openGate({ isSetUp: async () => false, readiness: async () => reasons });
    for (const path of ['/api/healthz', '/healthz'])
      expect(await ask(port, path)).toEqual({ status: 200, body: { status: 'healthy' } });
    for (const path of ['/api/readyz', '/readyz'])
      expect(await ask(port, path)).toEqual({ status: 503, body: { status: 'unready', reasons } });
    const well = await openGate({ isSetUp: async () => false });
    expect(await ask(well.port, '/api/readyz')).toEqual({
      status: 200,
      body: { status: 'ready', reasons: [] },
    });
    for (const path of ['/api/readyz', '/api/healthz']) {
      expect((await fetch(`http://127.0.0.1:${port}${path}`, { method: 'POST' })).status).toBe(405);
      const named = rawRequest('GET', path, { Host: 'somewhere.else' });
      expect((await talk(well.port, named)).status).toBe(200);
    }
  });

  it('says to both that a server stops', async () => {
    const { port, gate } = await openGate();
    const health = await talk(port, rawRequest('GET', '/api/healthz'));
    expect(health.status).toBe(200);
    const drained = gate.drain(2_000);
    expect((await talk(port, rawRequest('GET', '/api/healthz'))).status).toBe(503);
    expect(bodyOf((await talk(port, rawRequest('GET', '/api/readyz'))).text)).toEqual({
      status: 'draining',
      reasons: ['The server is stopping.'],
    });
    await drained;
  });
});

describe('the gate while draining', () => {
  it('finishes what is under way, ends event streams and stops accepting', async () => {
    const handlers: Partial<Handlers> = {
      api: (request, response) => {
        if (request.url === '/api/events') {
          response.writeHead(200, { 'Content-Type': 'text/event-stream' });
          response.write('data: 1\n\n');
          return;
        }
        setTimeout(() => response.end('late but whole'), 300);
      },
    };
    const { port, gate } = await openGate({}, handlers);
    const slow = talk(port, rawRequest('GET', '/api/slow'), 2_000);
    const events = talk(port, rawRequest('GET', '/api/events'), 5_000);
    await new Promise((resolve) => setTimeout(resolve, 100));
    const began = Date.now();
    await gate.drain(5_000);
    expect(Date.now() - began).toBeLessThan(3_000);
    expect((await slow).text).toContain('late but whole');
    expect((await events).text).toContain('data: 1');
    expect((await talk(port, rawRequest('GET', '/'))).status).toBe(0);
  });

  it('loses none of fifty requests that were sent before the signal was seen', async () => {
    const handlers: Partial<Handlers> = {
      api: (_request, response) => setTimeout(() => response.end('whole'), 50),
    };
    const { port, gate } = await openGate({}, handlers);
    const sent = Array.from({ length: 50 }, () => talk(port, rawRequest('GET', '/api/x'), 2_000));
    const [answers] = await Promise.all([Promise.all(sent), gate.drain(5_000)]);
    expect(answers.filter(({ text }) => text.endsWith('whole'))).toHaveLength(50);
  });

  it('says in its health that it goes, on connections that are still open', async () => {
    const { port, gate } = await openGate();
    const drained = gate.drain(2_000);
    const health = await talk(port, rawRequest('GET', '/healthz', { Connection: 'keep-alive' }));
    expect(health.text).toMatch(/^HTTP\/1\.1 503[\s\S]*connection: close[\s\S]*draining/i);
    await drained;
  });

  it('closes what does not finish in time', async () => {
    const { port, gate } = await openGate({}, { api: () => {} });
    const stuck = talk(port, rawRequest('GET', '/api/stuck'), 5_000);
    await new Promise((resolve) => setTimeout(resolve, 50));
    await gate.drain(200);
    expect((await stuck).status).toBe(0);
  });
});

describe('the log of the gate', () => {
  it('has one line per request and no secret in it', async () => {
    const { port, lines } = await openGate();
    const secret = 'assay_zenml_0123456789';
    await talk(
      port,
      rawRequest('GET', `/api/zenml/${secret}/stacks?secret=${secret}`, {
        Cookie: secret,
        Authorization: `Bearer ${secret}`,
        'User-Agent': secret,
      }),
    );
    await talk(port, rawRequest('GET', `/setup?secret=${secret}`));
    await new Promise((resolve) => setTimeout(resolve, 20));
    expect(lines.map((line) => line['path'])).toEqual(['/api/zenml/[redacted]/stacks', '/setup']);
    expect(JSON.stringify(lines)).not.toContain(secret);
    expect(lines[0]).toMatchObject({ method: 'GET', status: 200, from: '127.0.0.1' });
  });
});

describe('the gate and budgets', () => {
  const ask = (port: number, path: string) =>
    talk(port, rawRequest('GET', path, { Authorization: 'Bearer one' }));

  it('refuses with 429 and Retry-After, in the words of each door', async () => {
    const { port } = await openGate({ budgets: { burst: 1, perSecond: 0.1 } });
    expect((await ask(port, '/')).status).toBe(200);
    for (const [path, type] of [
      ['/api/models', 'application/json'],
      ['/api/v1/projects', 'application/problem+json'],
      ['/projects', 'text/plain'],
    ] as const) {
      const refused = await ask(port, path);
      expect(refused.status).toBe(429);
      expect(refused.text).toContain(`Content-Type: ${type}`);
      expect(refused.text).toMatch(/Retry-After: \d+/);
      expect(refused.text).toContain('Too many requests');
    }
  });

  it('never refuses health or files', async () => {
    const { port } = await openGate({ budgets: { burst: 1, perSecond: 0.1 } });
    for (let n = 0; n < 3; n += 1) {
      expect((await ask(port, '/healthz')).status).toBe(200);
      expect((await ask(port, '/_next/static/a.js')).status).toBe(200);
    }
  });

  it('gives the place of a caller who left to the next', async () => {
    let finish = () => {};
    const slow: Partial<Handlers> = {
      api: (_request, response) => {
        finish = () => response.end('{}');
      },
    };
    const { port } = await openGate({ budgets: { atOnce: 1, waiting: 0 } }, slow);
    const first = ask(port, '/api/slow');
    await expect.poll(async () => (await ask(port, '/api/next')).status).toBe(429);
    finish();
    expect((await first).status).toBe(200);
    expect((await ask(port, '/page')).status).toBe(200);
  });
});

describe('what the gate tells of answers', () => {
  it('is how long a handler worked on them, and nothing of what it answers itself', async () => {
    const told: { readonly by: string; readonly ms: number }[] = [];
    const answer =
      (by: string): Handlers['api'] =>
      async (_, response) => {
        await new Promise((resolve) => setTimeout(resolve, 20));
        response.setHeader('x-by', by).end();
      };
    const { port } = await openGate(
      { onAnswered: (response, ms) => told.push({ by: String(response.getHeader('x-by')), ms }) },
      { api: answer('api'), pages: answer('pages') },
    );
    for (const path of ['/', '/api/v1/projects', '/api/healthz', '/api/readyz', '/%zz'])
      await talk(port, rawRequest('GET', path));
    await talk(port, rawRequest('TRACE', '/'));
    expect(told.map(({ by }) => by)).toEqual(['pages', 'api']);
    // A timer may fire a little early.
    for (const { ms } of told) expect(ms).toBeGreaterThan(15);
  });
});
