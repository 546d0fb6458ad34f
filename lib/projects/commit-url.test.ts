import fc from 'fast-check';
import { expect, test } from 'vitest';
import { commitAddress, commitUrlIssues } from './commit-url';

test.each([
  ['https://git.example/team/code/commit/{sha}'],
  ['http://10.0.0.1:3000/{sha}?diff={sha}'],
  ['https://git.example/#{sha}'],
  [''],
  [null],
  [undefined],
])('%s will do', (template) => {
  expect(commitUrlIssues(template)).toEqual([]);
});

test.each([
  ['https://git.example/commit', '{sha}'],
  ['javascript:alert({sha})', 'http'],
  ['ftp://git.example/{sha}', 'http'],
  ['git.example/{sha}', 'http'],
  ['/commit/{sha}', 'http'],
  ['https://{sha}.example/', 'host'],
  ['https://git.example:{sha}/', 'http'],
  ['https://user:secret@git.example/{sha}', 'password'],
  [`https://git.example/{sha}${'x'.repeat(1_000)}`, 'at most'],
])('%s is refused and says why', (template, why) => {
  expect(commitUrlIssues(template)).toEqual([
    { path: 'commitUrl', message: expect.stringContaining(why), value: template },
  ]);
});

test('whatever a client calls a commit, the link stays on the host that was set', () => {
  fc.assert(
    fc.property(fc.oneof(fc.string(), fc.stringMatching(/^[0-9a-f]{4,40}$/)), (sha) => {
      const address = commitAddress('https://git.example/c/{sha}', sha);
      if (address !== null) expect(new URL(address).host).toBe('git.example');
      expect(address === null).toBe(!/^[0-9a-f]{4,64}$/i.test(sha));
    }),
  );
});
