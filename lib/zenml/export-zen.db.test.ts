import { buffer } from 'node:stream/consumers';
import { describe, expect, it } from 'vitest';
import { testDatabase } from '@/db/testing/test-database';
import type { ArchiveMember } from '@/lib/archives/archive';
import { SqliteFile, type SqlRow } from '@/lib/archives/sqlite-file';
import { ANONYMOUS } from '@/lib/core/actor';
import { newId } from '@/lib/core/id';
import { assignRole } from '@/lib/roles/assign-role';
import { createRole } from '@/lib/roles/create-role';
import { registerRun } from '@/lib/runs/register-run';
import { encodeConfiguration } from '@/lib/stacks/configurations/configuration';
import { registerStack } from '@/lib/stacks/register-stack';
import { lastAudit } from '@/lib/testing/audit';
import { samplePostedComponent } from '@/lib/testing/stacks';
import { ctxFor, makeProject, makeUser, SYSTEM, sessionCtx, unique } from '@/lib/testing/world';
import { exportZen, exportZenFiles, exportZenStack } from './export-zen';

const database = testDatabase();
const system = () => ctxFor(database.opened, SYSTEM);

async function gathered(files: Promise<AsyncIterable<ArchiveMember>>): Promise<Map<string, string>> {
  const all = new Map<string, string>();
  for await (const { path, text } of await files) {
    let whole = '';
    for await (const piece of typeof text === 'string' ? [text] : (text ?? [])) whole += piece;
    all.set(path, whole);
  }
  return all;
}

/** A stack with a secret, and a run on it in a project. */
async function makePlace() {
  const project = await makeProject(database.opened);
  const [secret, pipeline, name] = [unique('hunter'), unique('pipeline'), unique('store')];
  const store = samplePostedComponent('artifact_store', { name, flavor: 's3', path: 's3://bucket', secret });
  const stack = unique('stack');
  await registerStack(system(), { name: stack, components: [store, samplePostedComponent('orchestrator')] });
  const run = async (runName: string, where: string | null) => {
    const config = encodeConfiguration(store.configuration);
    const wrapped = { type: store.type, flavor: store.flavor, name, uuid: newId(), config };
    const described = { name: pipeline, docstring: null, steps: [] };
    await registerRun(system(), {
      name: runName,
      clientVersion: null,
      gitSha: null,
      pipeline: described,
      pipelineText: JSON.stringify(described),
      stack: { name: stack, components: [store] },
      stackText: JSON.stringify({ name: stack, components: [wrapped] }),
      runtimeConfigurationText: '{}',
      claimedUserId: null,
      project: where,
    });
  };
  await run('first', project.name);
  return { project, secret, store: name, stack, pipeline, run };
}

const tableOf = async (bytes: Buffer, table: string): Promise<SqlRow[]> => {
  const file = await SqliteFile.open(bytes);
  try {
    const rows = [];
    for await (const row of file.rows(table)) rows.push(row);
    return rows;
  } finally {
    await file.close();
  }
};

describe('an export for ZenML', () => {
  it('of the store is for administrators of all of it, of a project for who reads its runs', async () => {
    const { project } = await makePlace();
    const reader = await makeUser(database.opened, { role: 'viewer', projectId: project.id });
    const other = await makeUser(database.opened, {
      role: 'viewer',
      projectId: (await makeProject(database.opened)).id,
    });
    const maintainer = await makeUser(database.opened, { role: 'maintainer' });
    for (const user of [reader, maintainer])
      await expect(exportZen(user.ctx(), {}, 'zenml-zip')).rejects.toMatchObject({
        code: 'forbidden',
        permission: /:read$/,
      });
    await expect(exportZenFiles(ctxFor(database.opened, ANONYMOUS), {})).rejects.toMatchObject({
      code: 'unauthenticated',
    });
    const its = { project: project.name };
    await expect(exportZen(other.ctx(), its, 'zenml-zip')).rejects.toMatchObject({ code: 'not_found' });
    await expect(exportZen(reader.ctx(), its, 'zenml-zip')).resolves.toMatchObject({
      name: `${project.name} zenml.zip`,
    });
    const files = await gathered(exportZenFiles(reader.ctx(), its));
    expect(files.get('stacks.yaml')).toMatch(/^users: \[\]$/m);
    expect(await lastAudit(database.opened, project.id)).toMatchObject({
      action: 'project.export',
      actor: { name: reader.name },
      details: { format: 'zenml', secrets: false },
    });
  });

  it('gives no secret to who signed in more than an hour ago', async () => {
    const admin = await makeUser(database.opened, { role: 'admin' });
    const exported = async (minutes: number, withSecrets: boolean) =>
      exportZen(await sessionCtx(database.opened, admin, minutes), { withSecrets }, 'zenml-zip');
    await expect(exported(61, true)).rejects.toMatchObject({
      code: 'precondition',
      reason: 'sign_in_again',
    });
    await expect(exported(5, true)).resolves.toMatchObject({ name: 'zenml.zip' });
    await expect(exported(61, false)).resolves.toMatchObject({ name: 'zenml.zip' });
  });

  it('masks secrets everywhere unless somebody who may read them asks', async () => {
    const { project, secret, store, stack } = await makePlace();
    const its = { project: project.name };
    const maintainer = await makeUser(database.opened, { role: 'maintainer' });
    const encoded = (text: string) =>
      [...text.matchAll(/config: (\S+)/g)].map(([, config = '']) => Buffer.from(config, 'base64').toString());
    const masked = await gathered(exportZenFiles(maintainer.ctx(), its));
    const texts = [...masked.values()].flatMap((text) => [text, ...encoded(text)]);
    expect(texts.join('\n')).not.toContain(secret);
    expect(masked.get(`artifact_stores/${store}.yaml`)).toContain("'********'".replaceAll("'", '"'));
    expect(masked.get('SECRETS.txt')).toContain('masked');
    const file = await buffer((await exportZen(maintainer.ctx(), its, 'zenml-sqlite')).stream());
    const component = (await tableOf(file, 'zenstackcomponent')).find((row) => row['name'] === store);
    expect(
      Buffer.from(String(Buffer.from(component?.['configuration'] as Uint8Array)), 'base64').toString(),
    ).toContain('********');
    const requested = { ...its, withSecrets: true };
    for (const refused of [
      () => exportZenFiles(maintainer.ctx(), requested),
      () => exportZen(maintainer.ctx(), requested, 'zenml-sqlite'),
      () => exportZenStack(maintainer.ctx(), { stack, withSecrets: true }),
    ])
      await expect(refused()).rejects.toMatchObject({ code: 'forbidden', permission: 'secret:read' });
    const real = await gathered(exportZenFiles(system(), requested));
    expect(real.get(`artifact_stores/${store}.yaml`)).toContain(secret);
    expect(encoded(real.get('pipeline_runs.yaml') ?? '').join('\n')).toContain(secret);
    expect(real.has('SECRETS.txt')).toBe(false);
  });

  it('hands out secrets only within an hour of signing in', async () => {
    const { stack } = await makePlace();
    const admin = await makeUser(database.opened, { role: 'admin' });
    const stale = ctxFor(database.opened, {
      kind: 'session',
      userId: admin.id,
      name: admin.name,
      credentialId: newId(),
      limit: null,
    });
    await expect(exportZen(stale, { withSecrets: true }, 'zenml-zip')).rejects.toMatchObject({
      code: 'precondition',
    });
    await expect(exportZenStack(stale, { stack, withSecrets: true })).rejects.toMatchObject({
      code: 'precondition',
    });
    await expect(exportZenStack(stale, { stack })).resolves.toMatchObject({ name: `${stack}.yaml` });
  });

  it('leaves out what ZenML does not expect: the project default, built-in roles and what refers to them', async () => {
    const person = await makeUser(database.opened, { role: 'viewer' });
    const role = unique('role');
    await createRole(system(), { name: role, permissions: [{ operation: 'stack', type: 'read' }] });
    await assignRole(system(), { role, user: person.name });
    await assignRole(system(), { role, user: person.name, project: 'default' });
    const text = (await gathered(exportZenFiles(system(), {}))).get('stacks.yaml') ?? '';
    expect(text).toMatch(new RegExp(`^  name: ${role}\\n  permissions: \\[\\]$`, 'm'));
    expect(text).not.toMatch(/^ {2}name: (?:admin|maintainer|viewer)$/m);
    expect(text).not.toMatch(/^ {2}description: .*\n.*\n {2}name: default$/m);
    expect(text.match(new RegExp(`user_id: ${person.id}$`, 'gm'))).toHaveLength(1);
  });

  it('names runs of the same name apart where ZenML takes a name once in the whole store', async () => {
    const { project, pipeline, run } = await makePlace();
    await run('first', null);
    await run(`first (${project.name})`, null);
    const file = await buffer((await exportZen(system(), {}, 'zenml-sqlite')).stream());
    const rows = (await tableOf(file, 'pipelineruntable')).filter((row) => row['pipeline_name'] === pipeline);
    expect(rows.map((row) => row['project_name'])).toEqual([project.name, null, null]);
    expect(new Set(rows.map((row) => row['name'])).size).toBe(3);
    const files = await gathered(exportZenFiles(system(), {}));
    const own = (files.get('pipeline_runs.yaml') ?? '').split(`  ${pipeline}:\n`)[1] ?? '';
    expect(own.match(/^ {4}name: first$/gm)?.length).toBeGreaterThanOrEqual(2);
  });

  it('gives the same bytes for the same store', async () => {
    const { project } = await makePlace();
    const its = { project: project.name };
    const one = await gathered(exportZenFiles(system(), its));
    const two = await gathered(exportZenFiles(system(), its));
    expect([...one]).toEqual([...two]);
    const at = system();
    const files = [];
    for (let n = 0; n < 2; n += 1)
      files.push(await buffer((await exportZen(at, its, 'zenml-sqlite')).stream()));
    expect(files[0]?.equals(files[1] ?? Buffer.alloc(0))).toBe(true);
  });

  it('of a configuration without secrets is the bytes as they were sent', async () => {
    const name = unique('orchestrator');
    const configuration = `uuid: ${newId()}\nname:   ${name}\n`;
    await registerStack(system(), {
      name: unique('stack'),
      components: [{ type: 'orchestrator', name, flavor: 'local', configuration }],
    });
    const files = await gathered(exportZenFiles(system(), { project: 'default' }));
    expect(files.get(`orchestrators/${name}.yaml`)).toBe(configuration);
  });
});
