import bcrypt from 'bcryptjs';
import { describe, expect, it } from 'vitest';
import { mappedPermissions, offeredPermissionText, permissionLines } from '@/lib/offers/group-mapping';
import { importedPassword } from './imported-password';

describe('importedPassword', () => {
  it('keeps a good bcrypt hash as it is', async () => {
    const hash = await bcrypt.hash('correct horse', 4);
    expect(await importedPassword(hash)).toEqual({ hash, note: null });
  });

  it.each([
    ['nothing', null],
    ['an empty text', ''],
    ['a placeholder', '<bcrypt>'],
    ['another kind of hash', '$argon2id$v=19$m=19456,t=2,p=1$c2FsdHNhbHQ$aGFzaA'],
    ['a hash that takes days to check', `$2b$31$${'a'.repeat(53)}`],
    ['the default password', bcrypt.hashSync('admin1234', 4)],
  ])('brings no password for %s', async (_label, hash) => {
    const { hash: kept, note } = await importedPassword(hash);
    expect(kept).toBeNull();
    expect(note).toMatch(/password/);
    if (hash !== null && hash !== '') expect(note).not.toContain(hash);
  });
});

describe('mappedWords', () => {
  const map = (
    type: 'model' | 'group' | 'user',
    resource_id: string | null,
    method: 'post' | 'any' | 'get',
  ) => mappedPermissions([{ resource_type: type, resource_id, method }], 'vision');
  const texts = (...requested: Parameters<typeof map>) => map(...requested).map(offeredPermissionText);

  it('reads a post without a model as the right to make models, and with one as the right to write in it', () => {
    expect(texts('model', null, 'post')).toEqual(['model:create', 'project:read']);
    expect(texts('model', 'm', 'post')).toEqual([
      'artifact:create on m',
      'artifact:update on m',
      'model:create on m',
      'model:update on m',
    ]);
    for (const permission of map('model', 'm', 'post')) expect(permission.project).toBe('vision');
  });

  it('reads any as all four, once', () => {
    expect(texts('group', null, 'any')).toEqual(['role:create', 'role:delete', 'role:read', 'role:update']);
  });

  it('binds only what is said of models to a project', () => {
    expect(map('user', 'bob', 'get')).toEqual([
      { operation: 'user', type: 'read', resource: 'bob', project: null },
    ]);
  });

  it('is told in one line for each thing', () => {
    expect(permissionLines([...map('model', null, 'post'), ...map('model', 'm', 'get')])).toEqual([
      'model: create · project: read',
      'artifact: read · model: read, on m',
    ]);
  });
});
