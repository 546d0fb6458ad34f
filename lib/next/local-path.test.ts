import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { localPath } from './local-path';

describe('where signing in leads', () => {
  it('keeps our own addresses whole', () => {
    expect(localPath('/projects/a%2Fb/models?q=x&sort=name#top')).toBe(
      '/projects/a%2Fb/models?q=x&sort=name#top',
    );
  });

  it.each([
    undefined,
    '',
    'https://evil.example/',
    '//evil.example/',
    '/\\evil.example',
    '/\t/evil.example',
    'javascript:alert(1)',
  ])('goes home for %j', (given) => {
    expect(localPath(given)).toBe('/');
  });

  it('never leaves the site, whatever is given', () => {
    fc.assert(
      fc.property(fc.string({ unit: 'binary', maxLength: 40 }), (given) => {
        const path = localPath(`/${given}`);
        expect(new URL(path, 'https://assay.example').origin).toBe('https://assay.example');
      }),
      { numRuns: 50 },
    );
  }, 60_000);
});
