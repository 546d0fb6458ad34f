import { describe, expect, it } from 'vitest';
import { BadEnvironment, readEnv } from './env';

const SERVER = { DATABASE_URL: 'postgres://localhost/assay', ASSAY_SECRET_KEY: 'x'.repeat(32) };

describe('readEnv', () => {
  it('needs no variable at all', () => {
    expect(readEnv({})).toMatchObject({ PORT: 3000, HOST: '127.0.0.1', ASSAY_DATA_DIR: './data' });
  });

  it('takes an empty variable for an absent one', () => {
    expect(readEnv({ PORT: '', DATABASE_URL: '' })).toMatchObject({ PORT: 3000 });
  });

  it.each([
    [{ PORT: 'eighty' }, 'PORT'],
    [{ PORT: '70000' }, 'PORT'],
    [{ ASSAY_URL: 'ftp://x' }, 'ASSAY_URL'],
    [{ ASSAY_URL: 'example.org' }, 'ASSAY_URL'],
    [{ ASSAY_URL: 'https://x.example/assay' }, 'ASSAY_URL'],
    [{ ASSAY_URL: 'https://x.example/?a=1' }, 'ASSAY_URL'],
    [{ ASSAY_URL: 'https://x.example/#a' }, 'ASSAY_URL'],
    [{ ASSAY_URL: 'https://ada:secret@x.example' }, 'ASSAY_URL'],
    [{ ASSAY_WORKERS: '2' }, 'ASSAY_WORKERS'],
    [{ ...SERVER, ASSAY_RESERVE_MB: '5' }, 'ASSAY_RESERVE_MB'],
    [{ ASSAY_ADMIN_NAME: 'ada' }, 'ASSAY_ADMIN_NAME'],
    [{ ASSAY_OIDC_ISSUER: 'https://issuer.example' }, 'ASSAY_OIDC_ISSUER'],
    [{ ASSAY_OIDC_GROUPS_CLAIM: 'groups' }, 'ASSAY_OIDC_GROUPS_CLAIM'],
    [{ DATABASE_URL: 'mysql://x/y' }, 'DATABASE_URL'],
    [{ DATABASE_URL: 'postgres://localhost/assay' }, 'ASSAY_SECRET_KEY'],
    [{ ASSAY_SECRET_KEY: 'short' }, 'ASSAY_SECRET_KEY'],
    [{ ASSAY_TRUSTED_PROXIES: '-1' }, 'ASSAY_TRUSTED_PROXIES'],
    [{ ASSAY_LEGACY_BASIC: 'everybody' }, 'ASSAY_LEGACY_BASIC'],
    [{ ASSAY_LEGACY_BASIC: 'aria@10.0.0.0/33' }, 'ASSAY_LEGACY_BASIC'],
    [{ ASSAY_LEGACY_BASIC: 'aria@::/0' }, 'ASSAY_LEGACY_BASIC'],
  ])('says in one sentence what is wrong with %j', (source, name) => {
    expect(() => readEnv(source)).toThrow(BadEnvironment);
    expect(() => readEnv(source)).toThrow(new RegExp(`^${name}[^\\n]*\\.$`));
  });

  it('takes what it keeps', () => {
    for (const ASSAY_URL of ['https://x.example', 'https://x.example/', 'http://10.0.0.1:8080'])
      expect(readEnv({ ASSAY_URL }).ASSAY_URL).toBe(ASSAY_URL);
    expect(readEnv({ ...SERVER, ASSAY_WORKERS: '2' }).ASSAY_WORKERS).toBe(2);
    expect(readEnv({ ASSAY_WORKERS: '1', ASSAY_RESERVE_MB: '5' }).ASSAY_RESERVE_MB).toBe(5);
    const administrator = { ASSAY_ADMIN_NAME: 'ada', ASSAY_ADMIN_PASSWORD: 'correct-horse-battery-9' };
    expect(readEnv(administrator).ASSAY_ADMIN_NAME).toBe('ada');
  });

  it('reads the pairs of the legacy door', () => {
    expect(readEnv({ ASSAY_LEGACY_BASIC: 'aria@10.0.0.0/8, ci@::1/128' }).ASSAY_LEGACY_BASIC).toEqual([
      { user: 'aria', network: '10.0.0.0/8' },
      { user: 'ci', network: '::1/128' },
    ]);
  });
});
