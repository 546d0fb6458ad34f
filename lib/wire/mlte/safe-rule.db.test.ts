import { describe, expect, it } from 'vitest';
import { testDatabase } from '@/db/testing/test-database';
import { assignRole } from '@/lib/roles/assign-role';
import { createRole } from '@/lib/roles/create-role';
import { postedArtifactText } from '@/lib/testing/artifacts';
import { makeMlteVersion } from '@/lib/testing/mlte-project';
import { makeUser, unique } from '@/lib/testing/world';

const database = testDatabase();

/** Somebody who may read and make models, and nothing else: what a regular user of the old backend was. */
async function makeRegular() {
  const place = await makeMlteVersion(database.opened);
  const owner = await makeUser(database.opened, { role: 'admin' });
  const regular = await makeUser(database.opened);
  const role = unique('role');
  const permissions = [
    { operation: 'project', type: 'read' },
    { operation: 'model', type: 'read' },
    { operation: 'model', type: 'create' },
    { operation: 'artifact', type: 'read' },
  ] as const;
  await createRole(owner.ctx(), { name: role, permissions });
  await assignRole(owner.ctx(), { role, user: regular.name, project: place.project.name });
  return { ...place, regular };
}

const card = (more: object = {}) => ({
  artifact: JSON.parse(postedArtifactText('card')) as unknown,
  ...more,
});

describe('who may only make models', () => {
  it("cannot write below somebody else's, whatever flags the request bears", async () => {
    const { send, base, artifacts, regular } = await makeRegular();
    const version = await send(regular, 'POST', `${base}/model/m/version`, { body: { identifier: 'mine' } });
    expect(version.status).toBe(403);
    for (const more of [{}, { force: true }, { parents: true }, { force: true, parents: true }])
      expect((await send(regular, 'POST', artifacts, { body: card(more) })).status).toBe(403);
    const beside = `${base}/model/m/version/new/artifact`;
    expect((await send(regular, 'POST', beside, { body: card({ parents: true }) })).status).toBe(403);
    expect((await send(regular, 'DELETE', `${base}/model/m`)).status).toBe(403);
  });

  it('can do everything in what they made themselves, also where parents made it', async () => {
    const { send, base, regular } = await makeRegular();
    await send(regular, 'POST', `${base}/model`, { body: { identifier: 'own' } });
    const version = await send(regular, 'POST', `${base}/model/own/version`, { body: { identifier: 'v' } });
    expect(version.status).toBe(200);
    const path = `${base}/model/own/version/v/artifact`;
    expect((await send(regular, 'POST', path, { body: card() })).status).toBe(200);
    expect((await send(regular, 'POST', path, { body: card({ force: true }) })).status).toBe(200);
    const other = `${base}/model/other/version/v/artifact`;
    expect((await send(regular, 'POST', other, { body: card({ parents: true }) })).status).toBe(200);
    expect((await send(regular, 'DELETE', `${base}/model/other`)).status).toBe(200);
  });
});
