import { afterEach, describe, expect, it } from 'vitest';
import { DatabaseAway } from '@/db/database-away';
import { NoRoom } from '@/db/no-room';
import { VIEW_BEGAN } from '@/lib/core/view-began';
import { closeGates, openGate } from '@/lib/testing/gate';
import type { Handlers } from './visit';

afterEach(closeGates);

const AWAY = 'The database does not answer at the moment';

async function ask(
  handlers: Partial<Handlers>,
  init: RequestInit = {},
  { path = '/projects', isAway = () => true }: { path?: string; isAway?: () => boolean } = {},
) {
  const { port } = await openGate({ isAway }, handlers);
  const answer = await fetch(`http://127.0.0.1:${port}${path}`, init);
  return {
    status: answer.status,
    again: answer.headers.get('retry-after'),
    type: answer.headers.get('content-type'),
    policy: answer.headers.get('content-security-policy'),
    text: await answer.text(),
  };
}

const form = {
  method: 'POST',
  body: new URLSearchParams({ a: 'b' }),
  headers: { 'Sec-Fetch-Site': 'same-origin' },
};

describe('pages while the database is away', () => {
  it('are not made, and one that tries again by itself stands in their place', async () => {
    let requested = 0;
    const answer = await ask({ pages: () => (requested += 1) });
    expect(answer).toMatchObject({ status: 503, again: '2', type: 'text/html; charset=utf-8' });
    expect(answer.text).toContain(AWAY);
    expect(answer.text).toContain('<meta http-equiv="refresh" content="2">');
    expect(answer.policy).toContain("default-src 'none'");
    expect(requested).toBe(0);
  });

  it('say that they may be those of a view where the browser began one, and nowhere else', async () => {
    const cookie = 'theme=dark; __Host-assay.viewing=1; __Host-assay.session=x';
    const [began, other] = [
      await ask({}, { headers: { cookie } }),
      await ask({}, { headers: { cookie: 'a=b' } }),
    ];
    expect(began.status).toBe(503);
    expect(began.text).toContain(VIEW_BEGAN);
    expect(other.text).not.toContain('<aside');
  });

  it('are not asked for again in the place of a form that was sent', async () => {
    const answer = await ask({}, form);
    expect(answer).toMatchObject({ status: 503, again: '2' });
    expect(answer.text).not.toContain('http-equiv');
    expect(answer.text).toContain('what you typed is still there');
  });

  it('are a sentence to the script of an open page', async () => {
    const answer = await ask({}, { headers: { RSC: '1' } });
    expect(answer).toMatchObject({ status: 503, again: '2', type: 'text/plain; charset=utf-8' });
  });

  it('hand a form to its action, which answers in the form, and files to who has them', async () => {
    const pages: Handlers['pages'] = (_request, response) => response.end('said by the page');
    const action = { 'Sec-Fetch-Site': 'same-origin', 'Next-Action': 'x'.repeat(42) };
    const body = new FormData();
    body.set('1_name', 'typed');
    body.set('0', '["$K1"]');
    const sent = await ask({ pages }, { method: 'POST', body, headers: action });
    const file = await ask({ pages }, {}, { path: '/_next/static/a.js' });
    expect([sent.text, file.text]).toEqual(['said by the page', 'said by the page']);
  });

  it.each([
    [
      'a head and a body',
      ((_q, response) => {
        response.writeHead(500, { 'Content-Type': 'text/html', 'Content-Length': '5' });
        response.write('fault');
        response.end();
      }) as Handlers['pages'],
    ],
    [
      'a status alone',
      ((_q, response) => {
        response.statusCode = 500;
        response.flushHeaders();
        response.write('fault', () => response.end('more'));
      }) as Handlers['pages'],
    ],
    [
      'an end',
      ((_q, response) => {
        response.statusCode = 500;
        response.end('fault');
      }) as Handlers['pages'],
    ],
  ])('replace a fault that they came to when it went meanwhile, written as %s', async (_how, pages) => {
    let away = false;
    const going: Handlers['pages'] = (request, response) => {
      away = true;
      return pages(request, response);
    };
    const answer = await ask({ pages: going }, {}, { isAway: () => away });
    expect(answer).toMatchObject({ status: 503, again: '2' });
    expect(answer.text).toContain(AWAY);
    expect(answer.text).not.toContain('fault');
  });

  it('replace a fault of a page whose connection was cut, though the database is there', async () => {
    const cut: Handlers['pages'] = async (_request, response) => {
      await new Promise((resolve) => setTimeout(resolve, 1));
      new DatabaseAway();
      response.writeHead(500);
      response.end('fault');
    };
    const answer = await ask({ pages: cut }, {}, { isAway: () => false });
    expect(answer).toMatchObject({ status: 503, again: '2' });
    expect(answer.text).toContain(AWAY);
  });

  it.each([
    [
      'a head',
      ((_q, response) => {
        response.writeHead(500);
        response.end('told');
      }) as Handlers['pages'],
    ],
    [
      'a status',
      ((_q, response) => {
        response.statusCode = 500;
        response.end('told');
      }) as Handlers['pages'],
    ],
  ])('name a fault for which a disk had no room 507, written as %s', async (_how, pages) => {
    const full: Handlers['pages'] = (request, response) => {
      new NoRoom('Make room.');
      return pages(request, response);
    };
    expect(await ask({ pages: full }, {}, { isAway: () => false })).toMatchObject({
      status: 507,
      text: 'told',
    });
  });

  it('leave a fault of ours a fault, and a page that was made a page', async () => {
    const fault: Handlers['pages'] = (_request, response) => {
      response.writeHead(500);
      response.end('fault');
    };
    expect(await ask({ pages: fault }, {}, { isAway: () => false })).toMatchObject({
      status: 500,
      text: 'fault',
    });
    let away = false;
    const made: Handlers['pages'] = (_request, response) => {
      away = true;
      response.end('made');
    };
    expect(await ask({ pages: made }, {}, { isAway: () => away })).toMatchObject({
      status: 200,
      text: 'made',
    });
  });
});
