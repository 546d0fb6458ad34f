import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { newToken, SECRET_KINDS } from '@/lib/secrets/token-form';
import { createLog, loggedPath } from './log';
import { pathHoldsToken } from './token-text';

const token = fc.constantFrom(...SECRET_KINDS).map((kind) => newToken(kind).text);

/** Some of the characters percent-encoded, as a client or a person who plays with addresses might. */
const encoded = (text: string, seed: number) =>
  [...text]
    .map((character, n) => ((seed >> (n % 30)) & 1 ? `%${character.charCodeAt(0).toString(16)}` : character))
    .join('');
const path = fc.tuple(
  fc.constantFrom(
    '/api/zenml/',
    '/api//zenml//',
    '//api/zenml/',
    '/zenml/',
    '/',
    '/p/x/api/zenml/',
    '/API/ZenML/',
    '/api/v1/projects/',
  ),
  token,
  fc.constantFrom('', '/', '/stacks', '/stacks/a%20b', '.', '%20'),
);

describe('a token in an address', () => {
  it('is in no line of the log, wherever it stands and however it is encoded', () => {
    fc.assert(
      fc.property(path, fc.nat(), fc.integer({ min: 20, max: 70 }), ([before, text, after], seed, length) => {
        const secret = text.slice(0, length);
        for (const written of [secret, encoded(secret, seed), secret.replaceAll('_', '%5f')]) {
          const shown = decodeURIComponent(loggedPath(before + written + after));
          expect(shown).not.toContain(secret.slice(12, 18));
          expect(shown).toContain('[redacted]');
        }
      }),
    );
  });

  it('is seen in any segment, and in addresses without one there is none', () => {
    fc.assert(
      fc.property(path, ([before, text, after]) => {
        expect(pathHoldsToken(before + text + after)).toBe(true);
      }),
    );
    for (const harmless of ['/', '/projects/assay_zenml/runs', '/api/zenml/stacks', '/%', '/runs/assay'])
      expect(pathHoldsToken(harmless)).toBe(false);
  });

  it('is taken out of whatever else a line says', () => {
    const lines: string[] = [];
    const log = createLog('debug', { write: (line) => lines.push(line) });
    const { text } = newToken('zenml');
    log.error({ fault: { message: `Invalid URL http://x/api/zenml/${text}/stacks` }, [text]: text }, text);
    expect(lines.join('')).toContain('[redacted]/stacks');
    expect(lines.join('')).not.toContain(text.slice(12, 20));
    expect(() => JSON.parse(lines[0] ?? '')).not.toThrow();
  });

  it('leaves other paths as they are', () => {
    fc.assert(
      fc.property(fc.webPath(), (any) => {
        fc.pre(!pathHoldsToken(any) && !/^\/+api\/+zenml\//i.test(any));
        expect(loggedPath(any)).toBe(any.slice(0, 2_000));
      }),
    );
  });
});
