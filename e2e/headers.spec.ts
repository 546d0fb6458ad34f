import http from 'node:http';
import { startAssay } from './assay-process';
import { ADMIN, expect, test } from './fixtures';
import { signInByForm } from './form-session';
import { sampleArtifacts } from './samples';

const nonceOf = (policy: string): string => /'nonce-([\w+/=-]{20,})'/.exec(policy)?.[1] ?? '';

/** The sign-in page's answer, under whatever Host the request shall come: fetch sets that itself. */
function ask(
  at: string,
  { method = 'GET', headers, body }: { method?: string; headers: Record<string, string>; body?: Buffer },
): Promise<{ status: number; headers: http.IncomingHttpHeaders; text: string }> {
  const { hostname, port } = new URL(at);
  return new Promise((resolve, reject) => {
    const request = http.request({ hostname, port, path: '/sign-in', method, headers }, (response) => {
      let text = '';
      response.on('data', (chunk: Buffer) => {
        text += chunk.toString();
      });
      response.on('end', () =>
        resolve({ status: response.statusCode ?? 0, headers: response.headers, text }),
      );
    });
    request.once('error', reject);
    request.end(body);
  });
}

test('pages run the scripts of their own answer alone, stand in no frame, and are kept nowhere', async ({
  assay,
}) => {
  const cookie = await signInByForm(assay.url, ADMIN);
  const seen = new Set<string>();
  for (const path of ['/', '/admin', '/sign-in', '/nothing/here']) {
    const reply = await fetch(assay.url + path, {
      headers: { Cookie: cookie, Origin: 'https://elsewhere.example' },
    });
    const policy = reply.headers.get('content-security-policy') ?? '';
    for (const directive of [
      "object-src 'none'",
      "base-uri 'none'",
      "frame-ancestors 'none'",
      "form-action 'self'",
    ])
      expect(policy, path).toContain(directive);
    expect(policy, path).not.toMatch(/script-src[^;]*('unsafe-inline'|'unsafe-eval'|\*|https?:)/);
    const nonce = nonceOf(policy);
    expect(nonce, path).not.toBe('');
    seen.add(nonce);
    const html = await reply.text();
    for (const [tag] of html.matchAll(/<script\b[^>]*>/g)) expect(tag, path).toContain(`nonce="${nonce}"`);
    expect(html, path).not.toMatch(/ on(click|load|error)=/);
    expect(Object.fromEntries(reply.headers), path).toMatchObject({
      'x-content-type-options': 'nosniff',
      'referrer-policy': 'same-origin',
      'cross-origin-opener-policy': 'same-origin',
      'cross-origin-resource-policy': 'same-origin',
    });
    expect(reply.headers.get('cache-control'), path).toContain('no-store');
    for (const name of ['x-powered-by', 'server', 'access-control-allow-origin'])
      expect(reply.headers.get(name), `${name} of ${path}`).toBeNull();
  }
  expect(seen.size).toBe(4);
});

test('no door lets another origin read its answers', async ({ assay, api }) => {
  for (const path of ['/api/v1/models', '/api/user/me', '/api/healthz', '/api/v1/openapi.json'])
    for (const method of ['GET', 'OPTIONS']) {
      const reply = await fetch(assay.url + path, {
        method,
        headers: {
          Authorization: `Bearer ${api.token}`,
          Origin: 'https://elsewhere.example',
          'Access-Control-Request-Method': 'GET',
        },
      });
      const allowing = [...reply.headers.keys()].filter((name) => name.startsWith('access-control-'));
      expect(allowing, `${method} ${path}`).toEqual([]);
    }
});

test('the session cookie is out of reach of scripts and of other sites, and under https of other hosts', async ({
  assay,
}) => {
  /** Set-Cookie of the session, of a sign-in by the form of the page. */
  const cookieOf = async (url: string, origin: string, headers: Record<string, string> = {}) => {
    const page = await ask(url, { headers });
    const form = new FormData();
    for (const [tag] of page.text.matchAll(/<input type="hidden"[^>]*>/g)) {
      const [, field = ''] = / name="([^"]*)"/.exec(tag) ?? [];
      const [, value = ''] = / value="([^"]*)"/.exec(tag) ?? [];
      form.set(field, value.replaceAll('&quot;', '"'));
    }
    form.set('name', ADMIN.name);
    form.set('password', ADMIN.password);
    const sent = new Response(form);
    const reply = await ask(url, {
      method: 'POST',
      headers: { ...headers, Origin: origin, 'Content-Type': sent.headers.get('content-type') ?? '' },
      body: Buffer.from(await sent.arrayBuffer()),
    });
    expect(reply.status, reply.text.slice(0, 200)).toBe(303);
    return reply.headers['set-cookie']?.find((each) => /session=/.test(each)) ?? '';
  };
  const plain = await cookieOf(assay.url, assay.url);
  expect(plain).toMatch(/; HttpOnly/i);
  expect(plain).toMatch(/; SameSite=(Lax|Strict)/i);
  expect(plain).not.toMatch(/; Domain=/i);
  const secure = await startAssay({
    env: {
      ASSAY_ADMIN_NAME: ADMIN.name,
      ASSAY_ADMIN_PASSWORD: ADMIN.password,
      ASSAY_URL: 'https://assay.example',
      ASSAY_TRUSTED_PROXIES: '1',
    },
  });
  try {
    const proxied = {
      Host: 'assay.example',
      'X-Forwarded-For': '192.0.2.1',
      'X-Forwarded-Proto': 'https',
    };
    const behind = await cookieOf(secure.url, 'https://assay.example', proxied);
    expect(behind).toMatch(/^__Host-/);
    for (const part of [/; Secure/i, /; HttpOnly/i, /; Path=\/(;|$)/i, /; SameSite=(Lax|Strict)/i])
      expect(behind).toMatch(part);
    const page = await ask(secure.url, { headers: proxied });
    expect(page.headers['strict-transport-security']).toMatch(/max-age=\d{8}/);
  } finally {
    await secure.remove();
  }
});

test('the build tells nothing of its sources', async ({ adminPage: page, assay }) => {
  await page.goto('/');
  const scripts = await page
    .locator('script[src]')
    .evaluateAll((all) => all.map((one) => one.getAttribute('src')));
  expect(scripts.length).toBeGreaterThan(3);
  for (const src of scripts) {
    const address = new URL(src ?? '', assay.url).href;
    expect(await (await fetch(address)).text(), address).not.toContain('sourceMappingURL');
    expect((await fetch(`${address.split('?')[0]}.map`)).status, address).toBe(404);
  }
});

test('a stored picture that is a document is shown as text, and a download never as a page', async ({
  adminPage: page,
  api,
}) => {
  const svg = '<svg xmlns="http://www.w3.org/2000/svg"><script>document.title = "taken"</script></svg>';
  const evidence = structuredClone(sampleArtifacts.find(({ header }) => header.type === 'evidence')) as {
    header: { identifier: string };
    body: Record<string, unknown>;
  };
  evidence.header.identifier = 'evidence.picture';
  evidence.body['metadata'] = {
    ...(evidence.body['metadata'] as object),
    test_case_id: 'picture',
  };
  evidence.body['evidence_class'] = 'mlte.evidence.types.image.Image';
  evidence.body['value'] = { evidence_type: 'image', data: Buffer.from(svg).toString('base64') };
  await api.writeArtifact('documents', 'v1', evidence, { parents: true });
  const at = '/projects/default/models/documents/versions/v1/artifacts/evidence.picture';
  await page.goto(at);
  await expect(page.getByRole('heading', { level: 1 })).toBeVisible();
  await expect(page.locator('main img, main object, main iframe, main embed, main script')).toHaveCount(0);
  expect(await page.title()).not.toBe('taken');
  const file = await page.request.get(`${at}/download`);
  expect(file.headers()).toMatchObject({
    'content-type': 'application/json',
    'x-content-type-options': 'nosniff',
  });
  expect(file.headers()['content-disposition']).toMatch(/^attachment;/);
});
