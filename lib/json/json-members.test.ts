import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { jsonMembers, type Selection } from './json-members';

/** The text in chunks of these sizes, over and over: no boundary may matter. */
async function* chunked(text: string, sizes: readonly number[]): AsyncGenerator<Uint8Array> {
  const bytes = Buffer.from(text);
  for (let at = 0, n = 0; at < bytes.length; n += 1) {
    const size = sizes[n % sizes.length] ?? 1;
    yield bytes.subarray(at, at + size);
    at += size;
  }
}

async function cut(text: string, select: (path: readonly unknown[]) => Selection, sizes = [7], limit = 1000) {
  const taken: [string, string | null][] = [];
  for await (const { path, bytes, isEntered } of jsonMembers(chunked(text, sizes), select, limit))
    taken.push([path.join('/'), isEntered ? '…' : (bytes?.toString('utf8') ?? null)]);
  return taken;
}

const depth =
  (most: number) =>
  (path: readonly unknown[]): Selection =>
    path.length < most ? 'enter' : 'take';

describe('jsonMembers', () => {
  it('gives every value as it is written, however the text is laid out and cut into chunks', async () => {
    const value = fc.dictionary(fc.string({ unit: 'grapheme' }), fc.dictionary(fc.string(), fc.jsonValue()));
    const sizes = fc.array(fc.integer({ min: 1, max: 9 }), { minLength: 1, maxLength: 4 });
    await fc.assert(
      fc.asyncProperty(value, sizes, fc.constantFrom(0, 1, '\t'), async (all, chunks, space) => {
        const members: unknown[] = [];
        const text = JSON.stringify(all, null, space);
        for await (const { path, bytes } of jsonMembers(chunked(text, chunks), depth(2), 1e6))
          if (path.length === 2) members.push([...path, JSON.parse(bytes?.toString('utf8') ?? '')]);
        const expected = Object.entries(all).flatMap(([name, inner]) =>
          Object.entries(inner).map(([key, each]) => [name, key, each]),
        );
        expect(members).toEqual(JSON.parse(JSON.stringify(expected)));
      }),
    );
  });

  it('keeps digits, escapes and white space of what it takes', async () => {
    const text = ' {"a": {"x" :  12345678901234567890.0 ,"y":"\\u00e9\\"}" , "z":[ 1,\n{ } ] } ,"b":{}}\n';
    expect(await cut(text, depth(2))).toEqual([
      ['', '…'],
      ['a', '…'],
      ['a/x', '12345678901234567890.0'],
      ['a/y', '"\\u00e9\\"}"'],
      ['a/z', '[ 1,\n{ } ]'],
      ['b', '…'],
    ]);
  });

  it('passes over what is not wished for and tells of what is too large without holding it', async () => {
    const text = `{"no":{"deep":[${'1,'.repeat(5000)}1]},"big":"${'x'.repeat(5000)}","ok":[1]}`;
    const select = (path: readonly unknown[]): Selection =>
      path.length === 0 ? 'enter' : path[0] === 'no' ? 'skip' : 'take';
    expect(await cut(text, select, [100], 1000)).toEqual([
      ['', '…'],
      ['big', null],
      ['ok', '[1]'],
    ]);
  });

  it.each([
    ['', 'neither an object nor a list'],
    ['{', 'byte 2'],
    ['{"a":{}', 'byte 8'],
    ['{"a":{"b":1', 'byte 12'],
    ['{"a":{"b":"x', 'byte 13'],
    ['{"a":{"b":}}', 'byte'],
    ['{"a":{} "b":{}}', 'byte'],
    ['{"a":{},}', 'byte'],
    ['{a:{}}', 'byte 2'],
    ['{"a":{}} x', 'byte'],
    ['{"a":1}', 'neither an object nor a list'],
    ['{"a":{"b" 1}}', 'byte'],
  ])('refuses %s', async (text, why) => {
    await expect(cut(text, depth(2))).rejects.toMatchObject({
      code: 'invalid',
      message: expect.stringContaining(why),
    });
  });
});
