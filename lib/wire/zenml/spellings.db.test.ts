import { describe, expect, it } from 'vitest';
import { testDatabase } from '@/db/testing/test-database';
import { unique } from '@/lib/testing/world';
import { makeZenmlClient, wrappedComponent, wrappedRun } from '@/lib/testing/zenml';

const database = testDatabase();

describe('names at the ZenML door', () => {
  it('stacks, components and flavors that differ in case are as many', async () => {
    const { ask } = await makeZenmlClient(database.opened);
    const name = unique('stack');
    const upper = name.toUpperCase();
    const posted = [name, upper].map((each) => ({
      name: each,
      components: [wrappedComponent('orchestrator', {}, each)],
    }));
    for (const stack of posted) expect((await ask('POST', '/stacks', stack)).status).toBe(200);
    for (const stack of posted) {
      expect((await ask('GET', `/stacks/${stack.name}`)).json()).toEqual(stack);
      expect((await ask('GET', `/components/orchestrator/${stack.name}`)).json()).toEqual(
        stack.components[0],
      );
    }
    for (const flavor of [name, upper]) {
      const made = { name: flavor, source: `a.${flavor}`, type: 'orchestrator' };
      expect((await ask('POST', '/flavors', made)).status).toBe(200);
      expect((await ask('GET', `/flavors/orchestrator/${flavor}`)).json()).toMatchObject(made);
    }
    await ask('DELETE', `/stacks/${upper}`);
    expect((await ask('GET', `/stacks/${name}`)).status).toBe(200);
    const gone = await ask('GET', `/stacks/${upper}`);
    expect(gone.status).toBe(404);
    expect((gone.json() as { detail: string[] }).detail[1]).toContain(`There is ${name}.`);
  });

  it('a stack renamed in its case alone follows its client: a PUT, then the deletion of the old name', async () => {
    const { ask } = await makeZenmlClient(database.opened);
    const name = unique('stack');
    await ask('POST', '/stacks', { name, components: [wrappedComponent('orchestrator')] });
    const { components } = (await ask('GET', `/stacks/${name}`)).json() as { components: unknown[] };
    await ask('PUT', `/stacks/${name}`, { name: name.toUpperCase(), components });
    expect((await ask('DELETE', `/stacks/${name}`)).status).toBe(200);
    expect((await ask('GET', `/stacks/${name.toUpperCase()}`)).status).toBe(200);
    expect((await ask('GET', `/stacks/${name}`)).status).toBe(404);
  });

  it('people, teams, projects and roles resolve by their very names, and another spelling conflicts', async () => {
    const { ask } = await makeZenmlClient(database.opened);
    const name = unique('name');
    const upper = name.toUpperCase();
    const kinds = {
      users: { id: crypto.randomUUID() },
      teams: { id: crypto.randomUUID(), users: [] },
      projects: { description: null },
      roles: { permissions: [] },
    };
    for (const [kind, more] of Object.entries(kinds)) {
      expect((await ask('POST', `/${kind}`, { name, ...more })).status, kind).toBe(200);
      expect(
        (await ask('POST', `/${kind}`, { name: upper, ...more, id: crypto.randomUUID() })).status,
        kind,
      ).toBe(409);
      expect((await ask('GET', `/${kind}/${name}`)).json(), kind).toMatchObject({ name });
      const absent = await ask('GET', `/${kind}/${upper}`);
      expect(absent.status, kind).toBe(404);
      expect((absent.json() as { detail: string[] }).detail[1], kind).toContain(`There is ${name}.`);
    }
  });

  it('a run of another spelling of a project is refused, with the spelling there is', async () => {
    const { ask } = await makeZenmlClient(database.opened);
    const name = unique('project');
    expect((await ask('POST', '/projects', { name, description: null })).status).toBe(200);
    const run = wrappedRun({ project_name: name.toUpperCase() });
    const refused = await ask('POST', '/pipeline_runs', run);
    expect([refused.status, refused.text]).toEqual([404, expect.stringContaining(`There is ${name}.`)]);
    expect((await ask('POST', '/pipeline_runs', { ...run, project_name: name })).status).toBe(200);
  });
});
