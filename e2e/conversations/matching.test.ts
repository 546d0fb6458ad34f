import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { among, type Exchange, having, inAnyOrder, justNow, listOf, naming } from './exchange';
import { differences } from './matching';
import { play } from './play';

const kept = new Map<string, unknown>([['name', 'ada']]);
const wrong = (expected: unknown, got: unknown) => differences(expected, got, kept);

describe('an expectation', () => {
  it('of plain JSON holds for exactly that, members in any order', () => {
    expect(wrong({ a: [1, null], b: 'x' }, { b: 'x', a: [1, null] })).toEqual([]);
    expect(wrong({ a: 1 }, { a: 1, b: 2 })).toEqual(['$.b: nothing was expected, got 2']);
    expect(wrong({ a: 1, b: 2 }, { a: 1 })).toEqual(['$.b: expected 2, got nothing']);
    expect(wrong([1, 2], [2, 1])).toHaveLength(2);
    expect(wrong(null, undefined)).toHaveLength(1);
    expect(wrong(1, '1')).toHaveLength(1);
  });

  it('puts kept values in, and fails for one that nobody gave', () => {
    expect(wrong({ '{{name}}': 'is {{name}}' }, { ada: 'is ada' })).toEqual([]);
    expect(wrong('{{name}}', 'bob')).toHaveLength(1);
    expect(() => wrong('{{other}}', 'ada')).toThrow('no reply gave {{other}}');
  });

  it.each([
    ['some members', having({ a: 1 }), { a: 1, b: 2 }, { a: 2, b: 2 }],
    ['some items', among(1, having({ a: 1 })), [{ a: 1 }, 2, 1], [1, 2]],
    ['one item twice', among(1, 1), [1, 1], [1, 2]],
    ['any order', inAnyOrder('a', 'b'), ['b', 'a'], ['b', 'a', 'c']],
    ['a length', listOf(2), [1, 2], [1]],
    ['words', naming('{{name}}', 'taken'), 'ada is taken', 'bob is taken'],
    ['a pattern', /^a+$/, 'aaa', 'ab'],
    ['the time', justNow, Math.floor(Date.now() / 1000), 1_700_000_000],
  ])('of %s tells right from wrong', (_, expected, right, other) => {
    expect(wrong(expected, right)).toEqual([]);
    expect(wrong(expected, other)).not.toEqual([]);
  });
});

describe('an exchange', () => {
  const server = createServer((request, response) => {
    response.writeHead(200, {
      'Content-Type': 'application/json',
      'X-Asked': `${request.method} ${request.url}`,
    });
    request.on('data', () => {});
    request.on('end', () => response.end('{"token":"t-1","path":"/a"}'));
  });
  let url = '';
  beforeAll(async () => {
    await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
    url = `http://127.0.0.1:${(server.address() as AddressInfo).port}`;
  });
  afterAll(() => server.close());

  const good: Exchange = {
    claim: 'it answers',
    send: ['POST', '/a', { b: 1 }],
    reply: [200, { token: 't-1', path: '/a' }, { 'X-Asked': 'POST /a' }],
    keep: { token: 'token' },
  };

  it('that goes as expected is no news, and its values are kept', async () => {
    const values = new Map<string, unknown>();
    expect(await play(url, good, values)).toBeNull();
    expect(values.get('token')).toBe('t-1');
  });

  it.each([
    ['status', { reply: [201, good.reply[1]] }],
    ['body', { reply: [200, { token: 't-2', path: '/a' }] }],
    ['header', { reply: [200, undefined, { 'X-Asked': 'GET /a' }] }],
    ['very characters', { verbatim: '{"token": "t-1"' }],
    ['value to keep', { keep: { secret: 'secret' } }],
    ['custom', {}],
  ] as const)('with another %s tells what was asked, expected and given', async (what, over) => {
    const customs = what === 'custom' ? [() => 'no reply is good enough'] : [];
    const result = await play(url, { ...good, ...over }, new Map(), customs);
    expect(result).toContain('✗ it answers');
    expect(result).toContain('request:  POST /a  {"b":1}');
    expect(result).toContain('got:      200 {"token":"t-1","path":"/a"}');
  });

  it('that needs what nobody gave is a failure', async () => {
    expect(await play(url, { ...good, send: ['GET', '/{{lost}}'] }, new Map())).toContain('{{lost}}');
  });
});
