import { describe, expect, it } from 'vitest';
import { testDatabase } from '@/db/testing/test-database';
import { ANONYMOUS } from '@/lib/core/actor';
import { ctxFor, makeProject, makeUser } from '@/lib/testing/world';
import { listCatalogs } from './list-catalogs';

const database = testDatabase();

describe('listCatalogs', () => {
  it('shows the read-only sample before local, also to who holds a role on one project', async () => {
    const project = await makeProject(database.opened);
    const ada = await makeUser(database.opened, { role: 'viewer', projectId: project.id });
    const seeded = (await listCatalogs(ada.ctx())).filter(({ name }) => ['local', 'sample'].includes(name));
    expect(seeded).toEqual([
      { name: 'sample', readOnly: true },
      { name: 'local', readOnly: false },
    ]);
  });

  it('refuses without credentials and without a role', async () => {
    await expect(listCatalogs(ctxFor(database.opened, ANONYMOUS))).rejects.toMatchObject({
      code: 'unauthenticated',
    });
    const nobody = await makeUser(database.opened);
    await expect(listCatalogs(nobody.ctx())).rejects.toMatchObject({ permission: 'catalog:read' });
  });
});
