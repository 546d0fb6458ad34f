import { describe, expect, it } from 'vitest';
import { testDatabase } from '@/db/testing/test-database';
import { listCaseUses } from '@/lib/artifacts/traces/list-case-uses';
import { newId } from '@/lib/core/id';
import { branchOf } from '@/lib/forms/form-tree';
import { exactText } from '@/lib/json/exact-number';
import { applyImport, planImport } from '@/lib/mlte/import-store';
import { compareRuns } from '@/lib/runs/comparison/compare-runs';
import { readStackDrift } from '@/lib/runs/comparison/read-stack-drift';
import { readRun } from '@/lib/runs/read-run';
import { readComponent } from '@/lib/stacks/components/read-component';
import { updateByForm } from '@/lib/stacks/components/update-by-form';
import { encodeConfiguration } from '@/lib/stacks/configurations/configuration';
import { formValues } from '@/lib/stacks/configurations/form-values';
import { typedIn } from '@/lib/stacks/configurations/typed-fields';
import { body } from '@/lib/testing/artifacts';
import { makeMlteVersion } from '@/lib/testing/mlte-project';
import { makeProject, unique } from '@/lib/testing/world';
import { makeBoth, wrappedRun } from '@/lib/testing/zenml';
import { importWorld } from '@/lib/transfer/testing/import-world';

const database = testDatabase();
const { sourceOf } = importWorld(() => database.opened);

/** A run's JSON with this runtime configuration, as Python writes numbers. */
const runText = (configuration: string, over: Record<string, unknown> = {}): string =>
  JSON.stringify(wrappedRun(over)).replace(
    '"runtime_configuration":{}',
    `"runtime_configuration":${configuration}`,
  );

const NUMBERS =
  '{"seed": 9007199254740993, "timeout": 86400.0, "loss": NaN, "top": [Infinity, -Infinity], "word": "NaN"}';

describe('numbers of a run', () => {
  it('come back at the ZenML door as they were sent, and stand exactly in the native API', async () => {
    const { ask, native, user } = await makeBoth(database.opened);
    const name = unique('run');
    const text = runText(NUMBERS, { name });
    expect((await ask('POST', '/pipeline_runs', text)).status).toBe(200);
    const pipeline = (JSON.parse(text.replace(NUMBERS, '{}')) as { pipeline: { name: string } }).pipeline
      .name;
    expect((await ask('GET', `/pipeline_runs/${pipeline}/${name}`)).text).toContain(
      `"runtime_configuration":${NUMBERS}`,
    );
    const read = await native('GET', `/projects/default/runs/${name}`);
    expect(read.text).toContain(
      '"configuration":{"seed":9007199254740993,"timeout":86400.0,"loss":{"nonFinite":"NaN"},"top":[{"nonFinite":"Infinity"},{"nonFinite":"-Infinity"}],"word":"NaN"}',
    );
    expect(read.json()).toMatchObject({ configuration: { loss: { nonFinite: 'NaN' } } });
    const { configuration } = await readRun(user.ctx(), { project: 'default', run: name });
    expect(exactText(configuration)).toBe(NUMBERS.replaceAll(/(?<=[,:]) /g, ''));
  });

  it('are taken by the native API in the form that it gives, and kept as Python writes them', async () => {
    const { ask, native } = await makeBoth(database.opened);
    const [name, pipeline] = [unique('run'), unique('pipeline')];
    const posted = (configuration: string) =>
      native(
        'POST',
        '/projects/default/runs',
        `{"name":"${name}","pipeline":{"name":"${pipeline}"},"stack":{"name":"s","components":[]},"configuration":${configuration}}`,
      );
    const refused = await posted('{"deep":{"lr":NaN}}');
    expect([refused.status, refused.json()]).toMatchObject([
      422,
      { errors: [{ path: 'body.configuration.deep.lr', message: expect.stringContaining('NaN') }] },
    ]);
    expect((await posted('{"seed":90071992547409931,"lr":{"nonFinite":"NaN"},"word":"NaN"}')).status).toBe(
      201,
    );
    expect((await ask('GET', `/pipeline_runs/${pipeline}/${name}`)).text).toContain(
      '"runtime_configuration":{"seed":90071992547409931,"lr":NaN,"word":"NaN"}',
    );
  });

  it('differ where the last digit of a seed does, and nowhere else', async () => {
    const { ask, native, user } = await makeBoth(database.opened);
    const project = (await makeProject(database.opened)).name;
    const pipeline = { name: unique('pipeline'), docstring: null, steps: [] };
    const names = [unique('run'), unique('run')];
    const seeds = ['{"seed":9007199254740993,"nan":NaN}', '{"seed":9007199254740992,"nan":NaN}'];
    const ids: string[] = [];
    for (const [n, name] of names.entries()) {
      const stack = { name: 'none', components: [] };
      await ask(
        'POST',
        '/pipeline_runs',
        runText(seeds[n] ?? '', { name, pipeline, stack, project_name: project }),
      );
      ids.push(((await native('GET', `/projects/${project}/runs/${name}`)).json() as { id: string }).id);
    }
    const { rows } = await compareRuns(user.ctx(), { project, ids });
    expect(rows.filter(({ differs }) => differs)).toEqual([
      {
        area: 'configuration',
        path: 'seed',
        values: ['9007199254740993', '9007199254740992'],
        differs: true,
      },
    ]);
    expect(rows.find(({ path }) => path === 'nan')?.values[0]).toBe('not a number (NaN)');
  });
});

describe('numbers of a component', () => {
  const yaml = (name: string, uuid: string) =>
    `big: 9007199254740993\nlimit: .inf\nname: ${name}\nratio: .nan\ntimeout: 86400.0\nuuid: ${uuid}\nword: '.nan'\n`;
  async function registered() {
    const both = await makeBoth(database.opened);
    const [name, uuid] = [unique('orchestrator'), newId()];
    const config = encodeConfiguration(yaml(name, uuid));
    const component = { type: 'orchestrator', flavor: 'mine', name, uuid, config };
    expect((await both.ask('POST', '/components', component)).status).toBe(200);
    return { ...both, name, uuid, component };
  }

  it('stay in a form that nobody touched, and where another field was changed', async () => {
    const { user, name, uuid } = await registered();
    const shown = await readComponent(user.ctx(), { type: 'orchestrator', name });
    const { rows } = formValues(null, shown.fields);
    expect(rows.map(({ name: field, value }) => [field, value])).toEqual([
      ['big', '9007199254740993'],
      ['limit', '.inf'],
      ['ratio', '.nan'],
      ['timeout', '86400.0'],
      ['word', '".nan"'],
    ]);
    const typed = Object.fromEntries(
      [...rows, { name: 'extra', value: '1' }].flatMap((row, n) => [
        [`row.${n}.name`, row.name],
        [`row.${n}.value`, row.value],
      ]),
    );
    await updateByForm(user.ctx(), {
      type: 'orchestrator',
      name,
      expectedUpdatedAt: shown.updatedAt,
      form: {
        name,
        flavor: 'mine',
        content: { kind: 'fields', typed: typedIn((root) => branchOf(Object.entries(typed), root)) },
      },
    });
    const { configuration } = await readComponent(user.ctx(), { type: 'orchestrator', name });
    expect(configuration).toBe(
      `big: 9007199254740993\nextra: 1\nlimit: .inf\nname: ${name}\nratio: .nan\ntimeout: 86400.0\nuuid: ${uuid}\nword: ".nan"\n`,
    );
  });

  it('go out and in by the native API without a change', async () => {
    const { native, ask, name, component } = await registered();
    const at = `/components/orchestrator/${name}`;
    const read = await native('GET', at);
    const [, fields] = /"fields":(\{.*\}),"createdAt"/.exec(read.text) ?? [];
    expect(fields).toContain('"big":9007199254740993');
    expect(fields).toContain('"ratio":{"nonFinite":"NaN"}');
    expect(fields).toContain('"timeout":86400.0');
    const back = await native('PUT', at, `{"name":"${name}","flavor":"mine","fields":${fields}}`);
    expect(back.status).toBe(200);
    expect(/"fields":(\{.*\}),"createdAt"/.exec((await native('GET', at)).text)?.[1]).toBe(fields);
    const wire = (await ask('GET', at)).json() as { config: string };
    expect(Buffer.from(wire.config, 'base64').toString()).toBe(
      Buffer.from(component.config, 'base64').toString().replaceAll("'", '"'),
    );
  });

  it('are the same in the snapshot of a run, which says that nothing changed', async () => {
    const { native, user, name } = await registered();
    const [stack, run] = [unique('stack'), unique('run')];
    await native('POST', '/stacks', { name: stack, components: [{ type: 'orchestrator', name }] });
    await native('POST', '/projects/default/runs', {
      name: run,
      pipeline: { name: unique('pipeline') },
      stack: { name: stack },
    });
    expect((await native('GET', `/projects/default/runs/${run}`)).text).toContain('"timeout":86400.0');
    expect(await readStackDrift(user.ctx(), { stack })).toMatchObject({ run: { name: run }, changes: [] });
  });
});

describe('numbers of an artifact', () => {
  const evidence = (value: string, id = 'loss'): string =>
    JSON.stringify({
      artifact_type: 'evidence',
      metadata: { ...body.evidence().metadata, test_case_id: id },
      evidence_class: 'mlte.evidence.types.real.Real',
    }).replace(/\}$/, `,"value":${value}}`);
  const posted = (value: string, id = 'loss') =>
    `{"artifact":{"header":{"identifier":"evidence.${id}","type":"evidence"},"body":${evidence(value, id)}},"force":true}`;

  it('that are none are taken and given back by the MLTE door, and told as such', async () => {
    const { send, artifacts, project, writer } = await makeMlteVersion(database.opened);
    for (const value of [
      '{"evidence_type":"real","real":NaN,"unit":null}',
      '{"evidence_type":"array","data":[0.50,NaN,-Infinity]}',
      '{"evidence_type":"opaque","data":{"a":[Infinity,"NaN"]}}',
    ]) {
      const written = await send(writer, 'POST', artifacts, { body: posted(value) });
      expect([written.status, written.text]).toEqual([200, expect.stringContaining(evidence(value))]);
      expect((await send(writer, 'GET', `${artifacts}/evidence.loss`)).text).toContain(evidence(value));
    }
    const whole = await send(writer, 'POST', artifacts, {
      body: posted('{"evidence_type":"integer","integer":NaN,"unit":null}'),
    });
    expect([whole.status, whole.text]).toEqual([422, expect.stringMatching(/value\.integer.*NaN/)]);
    await send(writer, 'POST', artifacts, {
      body: posted('{"evidence_type":"integer","integer":9007199254740993,"unit":"ms"}', 'big'),
    });
    const listed = await send(
      writer,
      'GET',
      `/api/v1/projects/${project.name}/models/m/versions/v/artifacts`,
    );
    expect(listed.status).toBe(200);
  });

  it('go out and in by the native API without a change, the hash included', async () => {
    const { send, artifacts, project, writer } = await makeMlteVersion(database.opened);
    const value = '{"evidence_type":"array","data":[1.50,NaN,"NaN",{"nonFinite":"NaN"},9007199254740993]}';
    await send(writer, 'POST', artifacts, { body: posted(value) });
    const base = `/api/v1/projects/${project.name}/models/m/versions/v/artifacts`;
    const read = await send(writer, 'GET', `${base}/evidence.loss`);
    expect(read.text).toContain(
      '[1.50,{"nonFinite":"NaN"},"NaN",{"nonFinite":{"nonFinite":"NaN"}},9007199254740993]',
    );
    const [, sent] = /"body":(\{.*\})\}$/.exec(read.text) ?? [];
    const back = await send(writer, 'POST', base, {
      body: `{"artifact":{"header":{"identifier":"evidence.loss","type":"evidence"},"body":${sent}},"force":true}`,
    });
    expect([back.status, back.text]).toEqual([201, expect.stringContaining('"revision":2')]);
    const hash = (text: string) => (JSON.parse(text) as { revision: { sha256: string } }).revision.sha256;
    expect(hash(back.text)).toBe(hash(read.text));
    expect((await send(writer, 'GET', `${artifacts}/evidence.loss`)).text).toContain(value);
  });

  it('that are none keep no page from telling which results name a case', async () => {
    const { send, artifacts, project, writer } = await makeMlteVersion(database.opened);
    const results = JSON.stringify({ ...body.results(), test_suite_id: 'suite.default' });
    const odd = results.replace(/\}$/, ',"loss": NaN, "curve":[-Infinity,NaN],"word":"NaN"}');
    const text = `{"artifact":{"header":{"identifier":"results.default","type":"results"},"body":${odd}}}`;
    expect((await send(writer, 'POST', artifacts, { body: text })).status).toBe(200);
    const at = { project: project.name, model: 'm', suite: 'suite.default' };
    const [testCase = ''] = Object.keys(body.results().results);
    expect(await listCaseUses(writer.ctx(), { ...at, testCases: [testCase] })).toEqual([
      { testCase, artifact: 'results.default', version: 'v' },
    ]);
  });

  it('that are none come in from a store on disk, and nothing is new the second time', async () => {
    const model = unique('Diverged');
    const file = (value: string, id: string) =>
      `{"header":{"identifier":"evidence.${id}","type":"evidence","timestamp":1795326809,"creator":null,"level":"version"},"body":${evidence(value, id)}}`;
    const members = [
      [
        `models/${model}/v1/evidence.loss.json`,
        file('{"evidence_type":"real","real":NaN,"unit":null}', 'loss'),
      ],
      [
        `models/${model}/v1/evidence.curve.json`,
        file('{"evidence_type":"array","data":[0.5,NaN,Infinity]}', 'curve'),
      ],
    ].map(([name = '', text = '']) => ({ name, body: text }));
    const { user } = await makeBoth(database.opened);
    const project = (await makeProject(database.opened)).name;
    const options = { project, overwrite: false };
    const planned = await planImport(user.ctx(), await sourceOf(members), options);
    const done = await applyImport(user.ctx(), await sourceOf(members), options);
    expect(done.lines).toEqual(planned.lines);
    const actions = (lines: typeof done.lines) =>
      lines.filter(({ kind }) => kind === 'artifact').map(({ action }) => action);
    expect(actions(done.lines)).toEqual(['take', 'take']);
    const again = await applyImport(user.ctx(), await sourceOf(members), options);
    expect(actions(again.lines)).toEqual(['present', 'present']);
  });
});
