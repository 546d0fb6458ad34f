import { AsyncLocalStorage } from 'node:async_hooks';
import { once } from 'node:events';
import { afterEach, describe, expect, it } from 'vitest';
import { createLog, setLog } from '../gate/log';
import { answerWithin, OWN_NAME } from './within';

const outward = globalThis.fetch;
afterEach(() => {
  globalThis.fetch = outward;
});

const OWN = `https://${OWN_NAME}:80`;

describe('what the process asks of itself', () => {
  it('is answered by the handler, head and body both ways', async () => {
    answerWithin(async (request, response) => {
      let sent = '';
      for await (const chunk of request) sent += String(chunk);
      response.writeHead(207, { 'Content-Type': 'text/x-component', 'Set-Cookie': ['a=1', 'b=2'] });
      response.end(JSON.stringify([request.method, request.url, request.headers, sent]));
    });
    const reply = await fetch(`${OWN}/projects/a%20b?_rsc=1`, {
      method: 'POST',
      headers: { Host: 'assay.example', Cookie: 'assay.session=1' },
      body: 'x'.repeat(100_000),
    });
    expect(reply.status).toBe(207);
    expect(reply.headers.getSetCookie()).toEqual(['a=1', 'b=2']);
    const [method, url, headers, body] = (await reply.json()) as [string, string, object, string];
    expect([method, url, body.length]).toEqual(['POST', '/projects/a%20b?_rsc=1', 100_000]);
    expect(headers).toMatchObject({ host: 'assay.example', cookie: 'assay.session=1' });
  });

  it('hands redirects and answers without a body back as they are', async () => {
    answerWithin((request, response) => {
      response.writeHead(request.url === '/' ? 307 : 204, { Location: '/elsewhere' }).end();
    });
    const redirect = await fetch(`${OWN}/`);
    expect([redirect.status, redirect.headers.get('location')]).toEqual([307, '/elsewhere']);
    expect((await fetch(`${OWN}/x`)).status).toBe(204);
  });

  it('knows nothing of the request that asks', async () => {
    const outer = new AsyncLocalStorage<string>();
    answerWithin((_request, response) => response.end(String(outer.getStore())));
    expect(await outer.run('outer', async () => (await fetch(`${OWN}/`)).text())).toBe('undefined');
  });

  it('ends with the one that asked', async () => {
    let answering: Promise<unknown> = Promise.resolve();
    answerWithin((_request, response) => {
      answering = once(response, 'close');
      response.write('begun');
    });
    await (await fetch(`${OWN}/`)).body?.cancel();
    await answering;
  });

  it('fails when the handler does, which the log tells, and leaves every other address alone', async () => {
    const written: string[] = [];
    setLog(createLog('info', { write: (line) => written.push(line) }));
    answerWithin(() => Promise.reject(new Error('broken')));
    await expect(fetch(`${OWN}/`)).rejects.toThrow();
    expect(written.join('')).toContain('broken');
    expect(await (await fetch('data:,elsewhere')).text()).toBe('elsewhere');
  });
});
