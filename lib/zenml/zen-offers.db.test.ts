import { expect, it } from 'vitest';
import { testDatabase } from '@/db/testing/test-database';
import { writeFolder } from '@/lib/archives/testing/archives';
import { declineOffered } from '@/lib/offers/decline-offered';
import { giveOffered } from '@/lib/offers/give-offered';
import { listImportOffers } from '@/lib/offers/list-import-offers';
import { readRole } from '@/lib/roles/read-role';
import { makeUser } from '@/lib/testing/world';
import { importWorld } from '@/lib/transfer/testing/import-world';
import { makeZenFixture } from '@/lib/transfer/testing/zen-fixture';
import { importPath } from '@/lib/transfer/testing/zen-world';

const database = testDatabase({ fresh: true });
const { importer, at } = importWorld(() => database.opened);

it('imported roles wait until an administrator says which role they are to be like, or leaves them', async () => {
  const fixture = makeZenFixture();
  const { id } = fixture;
  const report = await importPath(importer(), await writeFolder(at(''), fixture.members));
  expect(report.mappings).toEqual([
    { role: 'admin (imported)', permissions: [], members: [`mia-${id}`] },
    { role: `painter-${id}`, permissions: [], members: [`team crew-${id}`] },
  ]);
  const admin = await makeUser(database.opened, { role: 'admin' });
  const [first, second] = (await listImportOffers(admin.ctx())).items;
  expect(first).toMatchObject({ name: 'admin (imported)', isUnspecified: true, isGivable: false });
  expect(second).toMatchObject({ name: `painter-${id}`, isUnspecified: true, members: [`team crew-${id}`] });
  await expect(giveOffered(admin.ctx(), { offer: second?.id ?? '' })).rejects.toMatchObject({
    code: 'invalid',
    message: `Choose the role whose permissions painter-${id} is to have.`,
  });
  await giveOffered(admin.ctx(), { offer: second?.id ?? '', as: 'viewer' });
  await declineOffered(admin.ctx(), { offer: first?.id ?? '' });
  const permissions = async (role: string) =>
    (await readRole(importer(), { role })).permissions
      .map(({ operation, type }) => `${operation}:${type}`)
      .sort();
  expect(await permissions(`painter-${id}`)).toEqual(await permissions('viewer'));
  expect(await permissions('admin (imported)')).toEqual([]);
  expect((await listImportOffers(admin.ctx())).items).toEqual([]);
});
