import { execFileSync } from 'node:child_process';
import fc from 'fast-check';
import { expect, test } from 'vitest';
import { MASK } from './configurations/secrets';
import { registerLines } from './register-lines';

const s3 = { type: 'artifact_store', name: 'risk', flavor: 's3' } as const;

test('names what is set, leaves secrets to the shell, and says nothing of defaults', () => {
  const fields = { name: 'risk', uuid: 'u', path: 's3://a', key: MASK, token: null, client_kwargs: {} };
  expect(registerLines({ ...s3, fields })).toEqual({
    code: 'zenml artifact-store register risk --flavor=s3 \\\n  --path=s3://a \\\n  --key="$MY_KEY"',
    unsayable: [],
  });
  const sqlite = { type: 'metadata_store', name: 'm', flavor: 'sqlite' } as const;
  const flags = { uri: 'a', upgrade_migration_enabled: false };
  expect(registerLines({ ...sqlite, fields: flags }).code).toMatch(/--upgrade_migration_enabled=False$/);
  expect(
    registerLines({ ...sqlite, fields: { ...flags, upgrade_migration_enabled: true } }).code,
  ).not.toMatch(/upgrade/);
});

test('an address with a masked password becomes a variable, never the mask', () => {
  const { code } = registerLines({ ...s3, fields: { path: `s3://me:${MASK}@a` } });
  expect(code).toMatch(/--path="\$MY_PATH"$/);
  expect(code).not.toContain(MASK);
});

test('says what the command line cannot set', () => {
  const fields = { path: 'a', client_kwargs: { a: 1 }, 'odd name; rm -rf /': 'x' };
  expect(registerLines({ ...s3, fields }).unsayable).toEqual(['client_kwargs', 'odd name; rm -rf /']);
});

test('whatever a value holds, the shell reads it as one word', () => {
  fc.assert(
    fc.property(
      fc.string({ minLength: 1 }).filter((text) => !/\0/.test(text)),
      (value) => {
        const { code } = registerLines({ ...s3, fields: { path: value } });
        const said = execFileSync('sh', ['-c', `zenml() { printf '%s' "$5"; }; ${code}`], {
          encoding: 'utf8',
        });
        expect(said).toBe(`--path=${value}`);
      },
    ),
    { numRuns: 40 },
  );
});
