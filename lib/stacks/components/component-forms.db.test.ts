import { describe, expect, it } from 'vitest';
import { testDatabase } from '@/db/testing/test-database';
import { ANONYMOUS } from '@/lib/core/actor';
import { branchOf } from '@/lib/forms/form-tree';
import { MASK } from '@/lib/stacks/configurations/secrets';
import { typedIn } from '@/lib/stacks/configurations/typed-fields';
import { registerFlavor } from '@/lib/stacks/flavors/register-flavor';
import { registerStack } from '@/lib/stacks/register-stack';
import { makeHolder } from '@/lib/testing/holder';
import { samplePostedComponent } from '@/lib/testing/stacks';
import { ctxFor, makeUser, unique } from '@/lib/testing/world';
import type { ComponentForm } from './component-form';
import { deregisterComponent } from './deregister-component';
import { readComponent } from './read-component';
import { registerByForm } from './register-by-form';
import { registerComponent } from './register-component';
import { updateByForm } from './update-by-form';

const database = testDatabase();
const admin = () => makeUser(database.opened, { role: 'admin' });
const maintainer = () => makeUser(database.opened, { role: 'maintainer' });

const fields = (name: string, flavor: string, typed: Record<string, string>): ComponentForm => ({
  name,
  flavor,
  content: { kind: 'fields', typed: typedIn((root) => branchOf(Object.entries(typed), root)) },
});
const yaml = (name: string, flavor: string, text: string): ComponentForm => ({
  name,
  flavor,
  content: { kind: 'yaml', text },
});
const s3 = (name = unique('s3'), more: Record<string, string> = {}) => ({
  type: 'artifact_store',
  ...fields(name, 's3', { 'field.path': 's3://a', 'secret.key': 'hunter2', ...more }),
});

describe('registering by a form', () => {
  it('makes what the client would have made, secrets included', async () => {
    const ada = await admin();
    const form = s3();
    await registerByForm(ada.ctx(), form);
    const made = await readComponent(ada.ctx(), form);
    expect(made.configuration).toMatch(
      /^client_kwargs: \{\}\nconfig_kwargs: \{\}\nkey: hunter2\nname: .*\npath: s3:\/\/a\ns3_additional_kwargs: \{\}\nsecret: null\ntoken: null\nuuid: [0-9a-f-]{36}\n$/,
    );
    expect(made).toMatchObject({ flavor: 's3', remarks: [], hasComments: false });
  });

  it('keeps YAML as it was typed, comments included, and says that there are some', async () => {
    const ada = await admin();
    const name = unique('tape');
    const form = {
      type: 'artifact_store',
      ...yaml(name, 's3', '# by hand\npath:   s3://b # here\nextra: 1\n'),
    };
    await registerByForm(ada.ctx(), form);
    const made = await readComponent(ada.ctx(), form);
    expect(made.configuration).toMatch(/^# by hand\npath: +s3:\/\/b +# here\nextra: 1\n/);
    expect(made).toMatchObject({ hasComments: true, fields: { path: 's3://b', extra: 1, name } });
    expect(made.remarks).toEqual([expect.stringContaining('extra')]);
  });

  it('enforces in YAML what the flavor wants in fields', async () => {
    const ada = await admin();
    const text = 'host: h\nport: "3306"\nupgrade_migration_enabled: 1\n';
    await expect(
      registerByForm(ada.ctx(), { type: 'metadata_store', ...yaml(unique('db'), 'mysql', text) }),
    ).rejects.toMatchObject({
      code: 'invalid',
      issues: [
        { path: 'yaml', message: 'port must be a whole number.' },
        { path: 'yaml', message: 'database is needed.' },
        { path: 'yaml', message: 'upgrade_migration_enabled must be true or false.' },
      ],
    });
  });

  it.each([
    ['flavor', { flavor: 'toaster' }],
    ['flavor', { flavor: '' }],
    ['name', { name: '' }],
    ['name', { name: 'a/b' }],
    ['type', { type: 'toaster' }],
    ['field.path', fields('x', 's3', { 'secret.key': 'k' })],
    ['yaml', yaml('x', 's3', 'path: [')],
    ['yaml', yaml('x', 's3', 'path: a\nname: y\n')],
    ['yaml', yaml('x', 's3', 'path: a\nuuid: 5\n')],
    ['yaml', yaml('x', 's3', `path: a\nkey: "${MASK}"\n`)],
    ['field.path', fields('x', 's3', { 'field.path': `s3://u:${MASK}@a` })],
  ])('complains beside %s', async (path, wrong) => {
    const ada = await admin();
    await expect(registerByForm(ada.ctx(), { ...s3(), ...wrong })).rejects.toMatchObject({
      code: 'invalid',
      issues: [{ path }],
    });
  });

  it('takes any field of a flavor that somebody declared', async () => {
    const ada = await admin();
    const flavor = unique('slurm');
    const form = { type: 'orchestrator', ...fields(unique('hpc'), flavor, ROWS) };
    await expect(registerByForm(ada.ctx(), form)).rejects.toMatchObject({ issues: [{ path: 'flavor' }] });
    await registerFlavor(ada.ctx(), { type: 'orchestrator', name: flavor, source: 'a.B' });
    await registerByForm(ada.ctx(), form);
    const made = await readComponent(ada.ctx(), form);
    expect(made.fields).toMatchObject({ partition: 'gpu', nodes: 4, api_token: MASK, extra: { a: [1] } });
    expect(made.configuration).toContain('api_token: "007"');
  });

  it('is refused without credentials, for a viewer, and onto a taken name', async () => {
    const ada = await admin();
    const viewer = await makeUser(database.opened, { role: 'viewer' });
    await expect(registerByForm(ctxFor(database.opened, ANONYMOUS), s3())).rejects.toMatchObject({
      code: 'unauthenticated',
    });
    await expect(registerByForm(viewer.ctx(), s3())).rejects.toMatchObject({ code: 'forbidden' });
    const form = s3(unique('Name'));
    await registerByForm(ada.ctx(), form);
    await expect(registerByForm(ada.ctx(), form)).rejects.toMatchObject({
      code: 'conflict',
      issues: [{ path: 'name' }],
    });
  });
});

const ROWS = {
  'row.0.name': 'partition',
  'row.0.value': 'gpu',
  'row.1.name': 'nodes',
  'row.1.value': '4',
  'row.2.name': 'api_token',
  'row.2.value': '007',
  'row.5.name': 'extra',
  'row.5.value': '{a: [1]}',
};

describe('changing by a form', () => {
  const made = async (form = s3()) => {
    const ada = await admin();
    await registerByForm(ada.ctx(), form);
    const { updatedAt } = await readComponent(ada.ctx(), form);
    return { ada, at: { type: form.type, name: form.name, expectedUpdatedAt: updatedAt }, name: form.name };
  };

  it('keeps a secret that nobody typed, for who may not read it too, and fields that no table knows', async () => {
    const mia = await maintainer();
    const { ada, at, name } = await made(s3(unique('s3'), { 'row.0.name': 'later', 'row.0.value': 'x' }));
    const form = fields(name, 's3', { 'field.path': 's3://a', 'row.0.name': 'later', 'row.0.value': 'y' });
    await updateByForm(mia.ctx(), { ...at, form });
    const now = await readComponent(ada.ctx(), at);
    expect(now.configuration).toMatch(/^key: "hunter2"$/m);
    expect(now.fields).toMatchObject({ later: 'y' });
    expect(now.updatedBy).toBe(mia.name);
  });

  it('wants every secret again when an address moves, beside each, and takes it then', async () => {
    const mia = await maintainer();
    const { ada, at, name } = await made(s3(unique('s3'), { 'secret.secret': 'hunter3' }));
    const moved = { 'field.path': 's3://evil' };
    await expect(updateByForm(mia.ctx(), { ...at, form: fields(name, 's3', moved) })).rejects.toMatchObject({
      code: 'invalid',
      issues: [{ path: 'secret.key' }, { path: 'secret.secret' }],
    });
    const kwargs = { 'field.path': 's3://a', 'field.client_kwargs': 'endpoint_url: http://evil' };
    await expect(updateByForm(mia.ctx(), { ...at, form: fields(name, 's3', kwargs) })).rejects.toMatchObject({
      code: 'invalid',
      issues: [{ path: 'secret.key' }, { path: 'secret.secret' }],
    });
    const again = { ...moved, 'secret.key': 'new', 'clear.1': 'secret' };
    await updateByForm(mia.ctx(), { ...at, form: fields(name, 's3', again) });
    expect((await readComponent(ada.ctx(), at)).configuration).toMatch(/key: new\n[\s\S]*secret: null/);
  });

  it('says so when somebody was faster, and overwrites nothing', async () => {
    const { ada, at, name } = await made();
    const form = fields(name, 's3', { 'field.path': 's3://a', 'secret.token': 't' });
    const mia = await maintainer();
    await updateByForm({ ...mia.ctx(), now: new Date(Date.now() + 60_000) }, { ...at, form });
    const late = fields(name, 's3', { 'field.path': 's3://b' });
    await expect(updateByForm(ada.ctx(), { ...at, form: late })).rejects.toMatchObject({
      code: 'precondition',
      message: expect.stringContaining(mia.name),
    });
    expect((await readComponent(ada.ctx(), at)).fields).toMatchObject({ path: 's3://a', token: MASK });
  });

  it('of ten at once from the same page one is taken', async () => {
    const { ada, at, name } = await made();
    const tries = await Promise.allSettled(
      Array.from({ length: 10 }, (_, n) =>
        updateByForm(
          { ...ada.ctx(), now: new Date(Date.now() + 60_000 + n) },
          { ...at, form: fields(name, 's3', { 'field.path': 's3://a', 'secret.token': `t${n}` }) },
        ),
      ),
    );
    expect(tries.filter(({ status }) => status === 'fulfilled')).toHaveLength(1);
  });

  it('renames and changes the flavor, keeping what the new one does not know; stacks follow', async () => {
    const { ada, at, name } = await made();
    const stack = unique('stack');
    const { configuration } = await readComponent(ada.ctx(), at);
    await registerStack(ada.ctx(), {
      name: stack,
      components: [{ type: at.type, name, flavor: 's3', configuration }],
    });
    const next = unique('gcs');
    const form = fields(next, 'gcp', { 'field.path': 's3://a', 'row.0.name': 'key', 'row.0.value': '' });
    await updateByForm(ada.ctx(), { ...at, form });
    const now = await readComponent(ada.ctx(), { type: at.type, name: next });
    expect(now).toMatchObject({ flavor: 'gcp', stacks: [stack], stackCount: 1 });
    expect(now.configuration).toContain('key: "hunter2"');
    expect(now.fields).not.toHaveProperty('token');
  });

  it('keeps a flavor that nobody declared, which a door may have brought', async () => {
    const ada = await admin();
    const component = samplePostedComponent('orchestrator', { flavor: unique('tekton'), host: 'a' });
    const { updatedAt } = await registerComponent(ada.ctx(), component);
    const form = fields(component.name, component.flavor, { 'row.0.name': 'host', 'row.0.value': 'b' });
    await updateByForm(ada.ctx(), { ...component, form, expectedUpdatedAt: updatedAt });
    expect((await readComponent(ada.ctx(), component)).fields).toMatchObject({ host: 'b' });
  });

  it('keeps masked secrets in YAML, and complains there', async () => {
    const { ada, at, name } = await made();
    const text = `key: "${MASK}"\npath: s3://a\nclient_kwargs:\n  retries: 3\n`;
    await updateByForm(ada.ctx(), { ...at, form: yaml(name, 's3', text) });
    const now = await readComponent(ada.ctx(), at);
    expect(now.configuration).toMatch(/key: "hunter2"/);
    const moved = yaml(name, 's3', text.replace('s3://a', 's3://evil'));
    await expect(
      updateByForm(ada.ctx(), { ...at, expectedUpdatedAt: now.updatedAt, form: moved }),
    ).rejects.toMatchObject({ code: 'invalid', issues: [{ path: 'yaml' }] });
  });

  it('is refused for a viewer, and absent for a stranger', async () => {
    const { at, name } = await made();
    const viewer = await makeUser(database.opened, { role: 'viewer' });
    const stranger = await makeUser(database.opened);
    const change = { ...at, form: fields(name, 's3', { 'field.path': 'x' }) };
    await expect(updateByForm(viewer.ctx(), change)).rejects.toMatchObject({ code: 'forbidden' });
    await expect(updateByForm(stranger.ctx(), change)).rejects.toMatchObject({
      code: 'not_found',
      hidden: true,
    });
  });
});

describe('a component that stacks have', () => {
  it('names them only to who may read stacks', async () => {
    const ada = await admin();
    const clerk = await makeHolder(database.opened, [
      { operation: 'stack_component', type: 'read' },
      { operation: 'stack_component', type: 'delete' },
    ]);
    const component = samplePostedComponent();
    const stack = unique('hidden');
    await registerStack(ada.ctx(), { name: stack, components: [component] });
    expect(await readComponent(clerk.ctx(), component)).toMatchObject({ stacks: [], stackCount: 1 });
    const refused = deregisterComponent(clerk.ctx(), component);
    await expect(refused).rejects.toMatchObject({ code: 'precondition' });
    await expect(refused).rejects.not.toMatchObject({ message: expect.stringContaining(stack) });
  });
});
