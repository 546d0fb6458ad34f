import { describe, expect, it } from 'vitest';
import { testDatabase } from '@/db/testing/test-database';
import { apiOver } from '@/lib/testing/api';
import { makeProject, makeUser } from '@/lib/testing/world';

const database = testDatabase();

describe('names over v1', () => {
  it('two models that differ in case are two, and a third spelling is absent', async () => {
    const { send } = apiOver(database.opened);
    const project = await makeProject(database.opened);
    const elsewhere = await makeProject(database.opened);
    const writer = await makeUser(database.opened, { role: 'maintainer', projectId: project.id });
    const stranger = await makeUser(database.opened, { role: 'admin', projectId: elsewhere.id });
    const models = `/api/v1/projects/${project.name}/models`;
    const ids = new Set<string>();
    for (const name of ['CaseModel', 'casemodel']) {
      const made = await send(writer, 'POST', models, { body: { name } });
      expect([made.status, made.json()]).toMatchObject([201, { name }]);
      ids.add((made.json() as { id: string }).id);
      expect((await send(writer, 'GET', `${models}/${name}`)).json()).toMatchObject({ name });
    }
    expect(ids.size).toBe(2);
    expect((await send(writer, 'POST', models, { body: { name: 'CaseModel' } })).status).toBe(409);
    const absent = await send(writer, 'GET', `${models}/CASEMODEL`);
    expect([absent.status, absent.json()]).toMatchObject([
      404,
      { detail: 'Model CASEMODEL not found. There are CaseModel and casemodel.' },
    ]);
    const hidden = async (name: string) => {
      const { status, json } = await send(stranger, 'GET', `${models}/${name}`);
      return { status, detail: (json() as { detail: string }).detail };
    };
    expect(await hidden('CASEMODEL')).toEqual(await hidden('CaseModel'));
    expect((await send(null, 'GET', `${models}/CASEMODEL`)).status).toBe(401);
  });

  it('a project is found as it is written, and named to who may read it', async () => {
    const { send } = apiOver(database.opened);
    const project = await makeProject(database.opened);
    const viewer = await makeUser(database.opened, { role: 'viewer', projectId: project.id });
    const stranger = await makeUser(database.opened);
    const upper = project.name.toUpperCase();
    const result = await send(viewer, 'GET', `/api/v1/projects/${upper}`);
    expect([result.status, result.json()]).toMatchObject([
      404,
      { detail: `Project ${upper} not found. There is ${project.name}.` },
    ]);
    const untold = await send(stranger, 'GET', `/api/v1/projects/${upper}`);
    expect([untold.status, untold.json()]).toMatchObject([404, { detail: `Project ${upper} not found.` }]);
  });
});
