import http from 'node:http';
import { expect, test } from './fixtures';

// What it logs is looked at to the end.
test.use({ serverOf: 'garbled' });
test.describe.configure({ timeout: 900_000 });

interface Garbled {
  readonly what: string;
  readonly method: string;
  readonly headers: Readonly<Record<string, string>>;
  readonly body: string;
}

/** One of each kind: the pages before and after signing in, route handlers, next-auth, files, and nothing at all. */
const PAGES = [
  '/',
  '/sign-in',
  '/setup',
  '/account',
  '/new-project',
  '/projects/default/models?q=x',
  '/projects/default/settings',
  '/new-component?type=artifact_store',
  '/jump?q=x',
  '/import/upload',
  '/export/download',
  '/api/auth/session',
  '/api/auth/csrf',
  '/api/auth/signout',
  '/api/auth/callback/credentials',
  '/_next/static/absent.js',
  '/favicon.ico',
  '/nothing/here',
];
const FORM = 'multipart/form-data; boundary=b';
const UNKNOWN = `60${'0'.repeat(40)}`;

const part = (name: string, value: string): string =>
  `--b\r\nContent-Disposition: form-data; name="${name}"\r\n\r\n${value}\r\n`;

/** Bodies under content types that some of them are not of. */
function bodies(action: string): Record<string, readonly [type: string, body: string]> {
  const described = JSON.stringify({ id: action, bound: '$@1' });
  return {
    'a form without a body': [FORM, ''],
    'a form without a boundary': ['multipart/form-data', `${part('a', 'b')}--b--\r\n`],
    'a form with an empty boundary': ['multipart/form-data; boundary=', `${part('a', 'b')}--b--\r\n`],
    'a form of another boundary': ['multipart/form-data; boundary=c', `${part('a', 'b')}--b--\r\n`],
    'a form in capitals': ['MULTIPART/FORM-DATA; BOUNDARY=b', `${part('a', 'b')}--b--\r\n`],
    'a form that breaks off': [FORM, `${part('a', 'b').slice(0, -4)}`],
    'a form without parts': [FORM, '--b--\r\n'],
    'a part without a name': [FORM, '--b\r\nContent-Disposition: form-data\r\n\r\nx\r\n--b--\r\n'],
    'a control character in the name of a part': [FORM, `${part('1_\u0000', 'x')}--b--\r\n`],
    'a control character in a head': [
      FORM,
      '--b\r\nContent-Disposition: form-data; name="a"\r\nX: \u0001\r\n\r\nx\r\n--b--\r\n',
    ],
    'a line of a head that is no header': [
      FORM,
      '--b\r\nContent-Disposition: form-data; name="a"\r\nX\r\n\r\nx\r\n--b--\r\n',
    ],
    'a head of 20,000 letters': [FORM, `${part('a'.repeat(20_000), 'x')}--b--\r\n`],
    'a part without a head': [FORM, '--b\r\n\r\nx\r\n--b--\r\n'],
    'a whole form of no action': [FORM, `${part('name', 'x')}--b--\r\n`],
    'an action named in a field': [FORM, `${part(`$ACTION_ID_${action}`, '')}--b--\r\n`],
    'an action and nothing bound': [
      FORM,
      `${part('$ACTION_REF_1', '')}${part('$ACTION_1:0', described)}--b--\r\n`,
    ],
    'an action bound to a list': [
      FORM,
      `${part('$ACTION_REF_1', '')}${part('$ACTION_1:0', described)}${part('$ACTION_1:1', '[]')}--b--\r\n`,
    ],
    'an action bound to text and a key that is none': [
      FORM,
      `${part('$ACTION_REF_1', '')}${part('$ACTION_1:0', described)}${part('$ACTION_1:1', '["x"]')}${part('$ACTION_KEY', 'x')}--b--\r\n`,
    ],
    'arguments by script': [FORM, `${part('0', '["x","$K1"]')}${part('1_name', 'x')}--b--\r\n`],
    'a state by script that is none': [FORM, `${part('0', '[{"status":7},"$K1"]')}--b--\r\n`],
    'no arguments': ['text/plain;charset=UTF-8', '[]'],
    'text of an unknown charset': ['text/plain;charset=x', 'x'],
    'fields of an address': ['application/x-www-form-urlencoded', 'a=b&%zz=%80'],
    'fields that are JSON': ['application/x-www-form-urlencoded', '{"a":['],
    'JSON that is none': ['application/json', '{"a":['],
    'bytes that are no text': ['text/plain', '\u0000\u00ff\u0080'],
    'several parts that are no form': ['multipart/mixed; boundary=b', `${part('a', 'b')}--b--\r\n`],
    'no type': ['', 'x'],
    'a type that is none': ['x;;=', 'x'],
    nothing: ['', ''],
  };
}

/** Headers of Next's own protocol, and of those that it keeps for itself. */
const HEADERS: Readonly<Record<string, Record<string, string>>> = {
  none: {},
  'RSC without a state': { RSC: '1' },
  'RSC with a state that is none': { RSC: '1', 'Next-Router-State-Tree': '%5B"x"%5D' },
  'RSC with a state of another shape': { RSC: '1', 'Next-Router-State-Tree': '%5B%22%22%2C%7B%7D%5D' },
  'RSC with a broken state': { RSC: '1', 'Next-Router-State-Tree': '%zz{' },
  'a prefetch': { RSC: '1', 'Next-Router-Prefetch': '7', 'Next-Url': '//%zz' },
  'a segment': { RSC: '1', 'Next-Router-Prefetch': '1', 'Next-Router-Segment-Prefetch': '/x/$$' },
  'the tree': { RSC: '1', 'Next-Router-Prefetch': '1', 'Next-Router-Segment-Prefetch': '/_tree' },
  'data of pages': { 'X-Nextjs-Data': '1', 'X-Middleware-Prefetch': '1' },
  'a resumed state': { 'Next-Resume': '1', 'X-Next-Resume-State-Length': '99' },
  'a path of ours': { 'X-Matched-Path': '/x', 'X-Invoke-Path': '/x', 'X-Now-Route-Matches': '1=%zz' },
  'a cookie that is none': { Cookie: 'authjs.session-token=x.y; __Secure-authjs.csrf-token=%zz; =; a' },
};

function everything(action: string): Garbled[] {
  const garbled: Garbled[] = Object.entries(HEADERS).flatMap(([what, headers]) =>
    ['GET', 'HEAD'].map((method) => ({ what, method, headers, body: '' })),
  );
  for (const [what, [type, body]] of Object.entries(bodies(action))) {
    const headers: Record<string, string> = {
      ...(type === '' ? {} : { 'Content-Type': type }),
      'Content-Length': String(Buffer.byteLength(body, 'latin1')),
    };
    for (const method of ['PUT', 'PATCH', 'DELETE']) garbled.push({ what, method, headers, body });
    for (const id of [undefined, '', 'x', 'x'.repeat(5_000), UNKNOWN, action])
      garbled.push({
        what: `${what}, for action ${id?.slice(0, 50)}`,
        method: 'POST',
        headers: id === undefined ? headers : { ...headers, 'Next-Action': id },
        body,
      });
    const forwarded = { 'X-Action-Forwarded': '1', 'Next-Action': action, RSC: '1' };
    garbled.push({
      what: `${what}, forwarded`,
      method: 'POST',
      headers: { ...headers, ...forwarded },
      body,
    });
  }
  return garbled;
}

function statusOf(at: string, target: string, { method, headers, body }: Garbled): Promise<number> {
  const { hostname, port } = new URL(at);
  return new Promise((resolve, reject) => {
    const request = http.request({ hostname, port, path: target, method, headers, agent }, (response) => {
      response.resume();
      response.once('end', () => resolve(response.statusCode ?? 0));
      response.once('error', reject);
    });
    request.once('error', reject);
    request.end(body, 'latin1');
  });
}
const agent = new http.Agent({ keepAlive: true, maxSockets: 8 });

for (const signedIn of [false, true])
  test(`no page answers what a client garbles with a fault of ours, ${signedIn ? 'signed in' : 'to a stranger'} @long`, async ({
    assay,
    adminCookies,
  }) => {
    const cookie = adminCookies.map(({ name, value }) => `${name}=${value}`).join('; ');
    const own = signedIn ? { Cookie: cookie, Origin: assay.url } : {};
    const shown = await fetch(`${assay.url}/${signedIn ? 'new-project' : 'sign-in'}`, { headers: own });
    const action = /&quot;id&quot;:&quot;([0-9a-f]{42})&quot;/.exec(await shown.text())?.[1] ?? '';
    expect(action).toHaveLength(42);
    const wrong: string[] = [];
    const statuses = new Map<number, number>();
    // Each to a third of the pages, in turn: 1,700 requests.
    const sent = PAGES.flatMap((target, page) =>
      everything(action).flatMap((garbled, n) => ((n + page) % 3 === 0 ? [{ target, garbled }] : [])),
    );
    const send = async (): Promise<void> => {
      for (let next = sent.pop(); next !== undefined; next = sent.pop()) {
        const { target, garbled } = next;
        const headers = { ...own, ...garbled.headers };
        const status = await statusOf(assay.url, target, { ...garbled, headers }).catch(String);
        if (typeof status === 'number') statuses.set(status, (statuses.get(status) ?? 0) + 1);
        if (typeof status === 'string' || status >= 500)
          wrong.push(`${garbled.method} ${target}: ${garbled.what}: ${status}`);
      }
    };
    await Promise.all(Array.from({ length: 8 }, send));
    expect(wrong).toEqual([]);
    expect(statuses.get(400)).toBeGreaterThan(100);
    expect(statuses.get(200)).toBeGreaterThan(10);
    const faults = assay
      .output()
      .split('\n')
      .filter((line) => line.includes('"level":50') || /^\s+at /.test(line));
    expect(faults).toEqual([]);
  });
