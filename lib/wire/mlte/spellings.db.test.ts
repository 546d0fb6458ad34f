import { describe, expect, it } from 'vitest';
import { testDatabase } from '@/db/testing/test-database';
import { createUser } from '@/lib/people/create-user';
import { createRole } from '@/lib/roles/create-role';
import { body, postedArtifactText } from '@/lib/testing/artifacts';
import { makeMlteVersion } from '@/lib/testing/mlte-project';
import { ctxFor, makeUser, SYSTEM, unique } from '@/lib/testing/world';

const database = testDatabase();

/** What a client sends that saves by force and makes what is missing. */
const forced = (message: string) =>
  `{"artifact":${postedArtifactText('card', body.card({ system: { ...body.card().system, task: message } }))},"force":true,"parents":true}`;

describe('names at the MLTE door', () => {
  it('two models that differ in case are two: a forced save to one never touches the other', async () => {
    const { send, base, writer } = await makeMlteVersion(database.opened);
    const at = (model: string) => `${base}/model/${model}/version/v/artifact`;
    for (const model of ['CaseModel', 'CASEMODEL', 'ＣaseModel']) {
      const made = await send(writer, 'POST', `${base}/model`, { body: { identifier: model } });
      expect([made.status, made.json()]).toMatchObject([200, { identifier: model }]);
      await send(writer, 'POST', `${base}/model/${encodeURIComponent(model)}/version`, {
        body: { identifier: 'v' },
      });
    }
    await send(writer, 'POST', at('CaseModel'), { body: forced('first') });
    // As `set_context("CASEMODEL")` and a forced save do it.
    const saved = await send(writer, 'POST', at('CASEMODEL'), { body: forced('second') });
    expect(saved.status).toBe(200);
    const task = async (model: string) => {
      const { json } = await send(writer, 'GET', `${at(model)}/card.default`);
      return (json() as { body: { system: { task: string } } }).body.system.task;
    };
    expect([await task('CaseModel'), await task('CASEMODEL')]).toEqual(['first', 'second']);
    expect((await send(writer, 'GET', `${at('%EF%BC%A3aseModel')}/card.default`)).status).toBe(404);
    expect((await send(writer, 'GET', `${base}/model`)).json()).toEqual([
      'm',
      'CaseModel',
      'CASEMODEL',
      'ＣaseModel',
    ]);
    await send(writer, 'DELETE', `${base}/model/CASEMODEL`);
    expect(await task('CaseModel')).toBe('first');
  });

  it('a save that makes what is missing makes a model of its own, and one that does not finds none', async () => {
    const { send, base, writer } = await makeMlteVersion(database.opened);
    await send(writer, 'POST', `${base}/model/m/version/v/artifact`, { body: forced('mine') });
    const lone = await send(writer, 'POST', `${base}/model/M/version/v/artifact`, {
      body: forced('other').replace('"parents":true', '"parents":false'),
    });
    expect([lone.status, lone.json()]).toEqual([404, { detail: 'Model M not found. There is m.' }]);
    expect(
      (await send(writer, 'POST', `${base}/model/M/version/v/artifact`, { body: forced('other') })).status,
    ).toBe(200);
    expect((await send(writer, 'GET', `${base}/model`)).json()).toEqual(['m', 'M']);
    expect((await send(writer, 'GET', `${base}/model/m/version/v/artifact/card.default`)).text).toContain(
      'mine',
    );
  });

  it('tells who may not read models nothing of spellings', async () => {
    const { send, base, writer, stranger } = await makeMlteVersion(database.opened);
    await send(writer, 'POST', `${base}/model`, { body: { identifier: 'CaseModel' } });
    const answers = await Promise.all(
      ['CaseModel', 'CASEMODEL', 'nothing'].map((model) => send(stranger, 'GET', `${base}/model/${model}`)),
    );
    expect(new Set(answers.map(({ status, text }) => `${status} ${text}`)).size).toBe(1);
    const read = await send(writer, 'GET', `${base}/model/CASEMODEL`);
    expect([read.status, read.json()]).toEqual([
      404,
      { detail: 'Model CASEMODEL not found. There is CaseModel.' },
    ]);
  });

  it('a group permits on the model that it names exactly', async () => {
    const { send, base, writer } = await makeMlteVersion(database.opened);
    const admin = await makeUser(database.opened, { role: 'admin' });
    for (const identifier of ['CaseModel', 'casemodel'])
      await send(writer, 'POST', `${base}/model`, { body: { identifier } });
    const permissions = [{ resource_type: 'model', resource_id: 'CaseModel', method: 'get' }];
    const group = { name: unique('group'), permissions };
    expect((await send(admin, 'POST', `${base}/group`, { body: group })).json()).toEqual(group);
    const [role] = ((await send(admin, 'GET', `${base}/groups/details`)).json() as (typeof group)[]).filter(
      ({ name }) => name === group.name,
    );
    expect(role?.permissions).toEqual(permissions);
    const other = { ...group, permissions: [{ ...permissions[0], resource_id: 'CASEMODEL' }] };
    const refused = await send(admin, 'PUT', `${base}/group`, { body: other });
    expect([refused.status, refused.text]).toEqual([
      422,
      expect.stringContaining('Model CASEMODEL not found.'),
    ]);
    const upper = await send(admin, 'GET', `${base}/group/${group.name.toUpperCase()}`);
    expect([upper.status, upper.json()]).toEqual([
      404,
      { detail: `Group ${group.name.toUpperCase()} not found. There is ${group.name}.` },
    ]);
  });

  it('another spelling of a person or group is a conflict to make, and absent to read', async () => {
    const { send, base } = await makeMlteVersion(database.opened);
    const admin = await makeUser(database.opened, { role: 'admin' });
    const system = ctxFor(database.opened, SYSTEM);
    const { name: person } = await createUser(system, { name: unique('ada') });
    const { name: role } = await createRole(system, { name: unique('role'), permissions: [] });
    const password = 'a lot of orchard pears';
    const user = { username: person.toUpperCase(), password, groups: [], role: 'regular' };
    const made = await send(admin, 'POST', `${base}/user`, { body: user });
    expect(made.status).toBe(409);
    const group = { name: role.toUpperCase(), permissions: [] };
    expect((await send(admin, 'POST', `${base}/group`, { body: group })).status).toBe(409);
    const read = await send(admin, 'GET', `${base}/user/${person.toUpperCase()}`);
    expect([read.status, read.json()]).toEqual([
      404,
      { detail: `User ${person.toUpperCase()} not found. There is ${person}.` },
    ]);
  });
});
