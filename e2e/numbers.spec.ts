import { expectAccessible, expectNoSidewaysScroll } from './axe';
import { field, yamlOf } from './component-page';
import { expect, test, unique } from './fixtures';
import { wrapped, ZenmlApi } from './zenml-api';

/** Sends JSON text as it stands: a program's numbers would have lost their digits on the way. */
async function sent(address: string, text: string, headers: Record<string, string> = {}): Promise<string> {
  const response = await fetch(address, { method: 'POST', headers, body: new TextEncoder().encode(text) });
  const reply = await response.text();
  expect(response.ok, `${address}: ${reply}`).toBe(true);
  return reply;
}

const runText = (name: string, pipeline: string, configuration: string): string =>
  `{"name":"${name}","zenml_version":"0.8.1","git_sha":null,"pipeline":{"name":"${pipeline}","docstring":null,"steps":[]},"stack":{"name":"none","components":[]},"runtime_configuration":${configuration},"user_id":null,"project_name":null}`;

test('a run shows, copies and compares every digit, and says of NaN that it is no number @postgres', async ({
  adminPage: page,
  api,
  assay,
}) => {
  const zenml = await ZenmlApi.as(assay.url, api);
  const [first, second, pipeline] = [unique('seed'), unique('seed'), unique('seeds')];
  const configuration = (seed: string) => `{"seed":${seed},"timeout":86400.0,"loss":NaN,"word":"NaN"}`;
  await sent(`${zenml.address}/pipeline_runs`, runText(first, pipeline, configuration('9007199254740993')));
  await sent(`${zenml.address}/pipeline_runs`, runText(second, pipeline, configuration('9007199254740992')));

  await page.context().grantPermissions(['clipboard-read', 'clipboard-write']);
  await page.goto(`/projects/default/runs/${first}/configuration`);
  const facts = page.getByRole('region', { name: 'Runtime configuration' });
  await expect(facts).toContainText('9007199254740993');
  await expect(facts).toContainText('86400.0');
  await expect(facts).toContainText('not a number (NaN)');
  await expectAccessible(page);
  await page.getByRole('button', { name: 'Copy the JSON' }).click();
  expect(await page.evaluate(() => navigator.clipboard.readText())).toBe(configuration('9007199254740993'));

  const ids = await Promise.all(
    [first, second].map(async (name) => {
      const run = await fetch(`${assay.url}/api/v1/projects/default/runs/${name}`, {
        headers: { Authorization: `Bearer ${api.token}` },
      });
      return ((await run.json()) as { id: string }).id;
    }),
  );
  await page.goto(`/projects/default/compare?runs=${ids.join(',')}`);
  const seed = page.getByRole('row').filter({ hasText: 'seed' }).filter({ hasText: '9007199254740993' });
  await expect(seed).toContainText('9007199254740992');
  await expect(page.getByRole('row').filter({ hasText: 'timeout' })).toHaveCount(0);
  await page.setViewportSize({ width: 360, height: 800 });
  await expectNoSidewaysScroll(page);
});

for (const javaScriptEnabled of [true, false])
  test.describe(javaScriptEnabled ? 'with JavaScript' : 'without JavaScript', () => {
    test.use({ javaScriptEnabled });

    test('a form keeps the numbers of a component that nobody touched @postgres', async ({
      adminPage: page,
      api,
      assay,
    }) => {
      const zenml = await ZenmlApi.as(assay.url, api);
      const name = unique('orchestrator');
      const made = wrapped('orchestrator', name, { flavor: 'mine' });
      const yaml = `big: 9007199254740993\nname: ${name}\nratio: .nan\ntimeout: 86400.0\nuuid: ${made.uuid}\n`;
      await sent(
        `${zenml.address}/components`,
        JSON.stringify({ ...made, config: Buffer.from(yaml).toString('base64') }),
      );
      await page.goto(`/components/orchestrator/${name}`);
      const configuration = page.getByRole('region', { name: 'Configuration' });
      await expect(configuration).toContainText('9007199254740993');
      await expect(configuration).toContainText('not a number (NaN)');
      await page.getByRole('link', { name: 'Edit', exact: true }).click();
      await field(page, 'Name').fill(`${name}-2`);
      await page.getByRole('button', { name: 'Save' }).click();
      await expect(page).toHaveURL(`${assay.url}/components/orchestrator/${name}-2`);
      expect(await yamlOf(zenml, 'orchestrator', `${name}-2`)).toBe(
        yaml.replace(`name: ${name}`, `name: ${name}-2`),
      );
    });
  });

test('evidence that diverged is not a number and passes no threshold, also in its form @postgres', async ({
  adminPage: page,
  api,
  assay,
}) => {
  const model = unique('diverged');
  await api.createModel(model);
  await api.createVersion(model, 'v1');
  const evidence = (id: string, value: string) =>
    `{"artifact":{"header":{"identifier":"evidence.${id}","type":"evidence"},"body":{"artifact_type":"evidence","metadata":{"test_case_id":"${id}","measurement":{"measurement_class":"a.B","output_class":"a.C","additional_data":{}}},"evidence_class":"mlte.evidence.types.real.Real","value":${value}}},"force":false,"parents":false}`;
  const headers = { Authorization: `Bearer ${api.token}`, 'Content-Type': 'application/json' };
  const door = `${assay.url}/api/model/${model}/version/v1/artifact`;
  await sent(door, evidence('loss', '{"evidence_type":"real","real":NaN,"unit":null}'), headers);
  await sent(door, evidence('curve', '{"evidence_type":"array","data":[0.50,NaN,Infinity]}'), headers);
  const at = `/projects/default/models/${model}/versions/v1`;
  await page.goto(at);
  await expect(page.getByRole('row').filter({ hasText: 'evidence.loss' })).toContainText(
    'not a number (NaN)',
  );
  await page.goto(`${at}/artifacts/evidence.curve`);
  await expect(page.getByText('1 number · min 0.5 · mean 0.5 · max 0.5 · 2 not a number')).toBeVisible();
  await page.goto(`${at}/artifacts/evidence.loss`);
  await expect(page.getByText('Not a number: it passes no threshold.')).toBeVisible();
  await expectAccessible(page);
  await page.getByRole('link', { name: 'Edit', exact: true }).click();
  await field(page, 'Unit').fill('nats');
  await page.getByRole('button', { name: 'Save' }).click();
  await expect(page.getByText('NaN nats')).toBeVisible();
});
