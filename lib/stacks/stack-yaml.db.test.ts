import { expect, it } from 'vitest';
import { parse } from 'yaml';
import { testDatabase } from '@/db/testing/test-database';
import { newId } from '@/lib/core/id';
import { apiOver } from '@/lib/testing/api';
import { lastAudit } from '@/lib/testing/audit';
import { samplePostedComponent } from '@/lib/testing/stacks';
import { makeUser, sessionCtx, unique } from '@/lib/testing/world';
import { writeConfiguration } from './configurations/configuration';
import { registerStack } from './register-stack';
import { stackYaml } from './stack-yaml';

const database = testDatabase();

async function makeStack() {
  const name = unique('stack');
  const uuid = newId();
  const store = unique('0x1f');
  const fields = { path: 's3://bucket', secret: 'hunter2', token: null, retries: 3, client_kwargs: {} };
  const maintainer = await makeUser(database.opened, { role: 'maintainer' });
  const { id } = await registerStack(maintainer.ctx(), {
    name,
    components: [
      samplePostedComponent('orchestrator', { name }),
      {
        type: 'artifact_store',
        name: store,
        flavor: 's3',
        configuration: writeConfiguration({ name: store, uuid, ...fields }),
      },
    ],
  });
  return { id, name, store, maintainer };
}

it('says what zenml stack export says: flavor, name and fields, neither uuids nor what is null', async () => {
  const { name, store, maintainer } = await makeStack();
  const { text, hidesSecrets } = await stackYaml(maintainer.ctx(), { stack: name });
  expect(text).toBe(`components:
  artifact_store:
    client_kwargs: {}
    flavor: s3
    name: ${store}
    path: s3://bucket
    retries: 3
    secret: '********'
  orchestrator:
    flavor: local
    name: ${name}
stack_name: ${name}
zenml_version: 0.8.1
`);
  expect(hidesSecrets).toBe(true);
});

it('shows secrets only when asked, to who may read them, and leaves a trace', async () => {
  const { id, name, maintainer } = await makeStack();
  const requested = { stack: name, withSecrets: true };
  await expect(stackYaml(maintainer.ctx(), requested)).rejects.toMatchObject({ code: 'forbidden' });
  const admin = await makeUser(database.opened, { role: 'admin' });
  expect((await stackYaml(admin.ctx(), { stack: name })).text).not.toContain('hunter2');
  const { text, hidesSecrets } = await stackYaml(admin.ctx(), requested);
  expect(parse(text)).toMatchObject({ components: { artifact_store: { secret: 'hunter2' } } });
  expect(hidesSecrets).toBe(false);
  expect(await lastAudit(database.opened, id)).toMatchObject({
    action: 'stack.export',
    actor: { name: admin.name },
    details: { secrets: true },
  });
});

it('shows no secrets in an old session, and leaves no trace', async () => {
  const { id, name } = await makeStack();
  const admin = await makeUser(database.opened, { role: 'admin' });
  const requested = { stack: name, withSecrets: true };
  await expect(stackYaml(await sessionCtx(database.opened, admin, 61), requested)).rejects.toMatchObject({
    code: 'precondition',
    reason: 'sign_in_again',
  });
  expect(await lastAudit(database.opened, id)).toMatchObject({ action: 'stack.create' });
  const { text } = await stackYaml(await sessionCtx(database.opened, admin, 5), requested);
  expect(text).toContain('hunter2');
});

it('is written for the release that shall import it, which takes only its own', async () => {
  const { name, maintainer } = await makeStack();
  const { text } = await stackYaml(maintainer.ctx(), { stack: name, release: '0.13.2' });
  expect(text).toMatch(/^zenml_version: 0\.13\.2$/m);
  for (const release of ['', '0.8.1\na: b', 'latest'])
    await expect(stackYaml(maintainer.ctx(), { stack: name, release })).rejects.toMatchObject({
      code: 'invalid',
    });
});

it('over v1 is masked whoever asks, and absent for who may not read stacks', async () => {
  const { name } = await makeStack();
  const { send } = apiOver(database.opened);
  const at = `/api/v1/stacks/${name}/yaml`;
  const admin = await makeUser(database.opened, { role: 'admin' });
  const reply = await send(admin, 'GET', at);
  expect([reply.status, reply.json()]).toMatchObject([200, { hidesSecrets: true }]);
  expect(reply.text).not.toContain('hunter2');
  expect((await send(null, 'GET', at)).status).toBe(401);
  expect((await send(await makeUser(database.opened), 'GET', at)).status).toBe(404);
  expect((await send(admin, 'GET', `/api/v1/stacks/${unique('none')}/yaml`)).status).toBe(404);
});
