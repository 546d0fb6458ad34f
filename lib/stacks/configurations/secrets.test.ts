import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { fastest } from '@/lib/testing/fastest';
import { MASK, masked } from './secrets';

/** As passwords are, with all that an address would have to encode. */
const password = fc
  .string({ unit: fc.constantFrom(...'abcXYZ0189@:/+%=.#!~'), minLength: 1, maxLength: 20 })
  .map((text) => `Q${text}Q`);

describe('a secret inside a text', () => {
  it('is not shown, whatever an address holds between its user name and the last @', () => {
    fc.assert(
      fc.property(password, (secret) => {
        const shown = String(masked(`mysql://root:${secret}@db.internal:3306/zen`));
        expect(shown).toBe(`mysql://root:${MASK}@db.internal:3306/zen`);
        expect(masked(shown)).toBe(shown);
      }),
    );
  });

  it.each([
    ['DefaultEndpointsProtocol=https;AccountName=lab;AccountKey=aGVsbG8=;EndpointSuffix=x', 'aGVsbG8'],
    ['https://lab.blob.example.org/c?sv=2020&sig=hunter2&se=1', 'hunter2'],
    ['host=db user=zen password=hunter2 port=5432', 'hunter2'],
    ['Server=db;Pwd=hunter2', 'hunter2'],
    ['redis://:hunter2@cache:6379/0', 'hunter2'],
  ])('is not shown in %s', (text, secret) => {
    expect(String(masked(text))).toContain(MASK);
    expect(String(masked(text))).not.toContain(secret);
  });

  it.each([
    'http://host:8080/path@home',
    's3://bucket/key=value',
    'https://example.org/?page=2&monkey=x y',
    'docker.io/greenhouse@sha256:abc',
    'uri: gs://bucket',
  ])('is not suspected in %s', (text) => {
    expect(masked(text)).toBe(text);
  });

  it('is looked for in time that grows with the text', () => {
    for (const piece of ['://a:', '://a:b', 'key=', ';key', 'a']) {
      const text = piece.repeat(65_536 / piece.length);
      expect(
        fastest(() => masked(text)),
        piece,
      ).toBeLessThan(1_000);
    }
  });
});
