import { complaint, field, heard, SECRET, yamlOf } from './component-page';
import { expect, test, unique } from './fixtures';
import { wrapped, ZenmlApi } from './zenml-api';

for (const javaScriptEnabled of [true, false])
  test.describe(javaScriptEnabled ? 'with JavaScript' : 'without JavaScript', () => {
    test.use({ javaScriptEnabled });

    test('a flavor is declared, used, changed, and kept while it is used', async ({
      adminPage: page,
      api,
      assay,
    }) => {
      const zenml = await ZenmlApi.as(assay.url, api);
      const answers = heard(page);
      const [flavor, name] = [unique('slurm'), unique('hpc')];
      await page.goto('/flavors');
      await page.getByRole('link', { name: 'Declare flavor' }).click();
      await field(page, 'Type').selectOption('orchestrator');
      await field(page, 'Name').fill(`${flavor}/x`);
      await field(page, 'Source').fill('botanica.SlurmOrchestrator');
      await page.getByRole('button', { name: 'Declare flavor' }).click();
      await expect(field(page, 'Name')).toHaveAccessibleDescription(/Flavor name/);
      await field(page, 'Name').fill(flavor);
      await page.getByRole('button', { name: 'Declare flavor' }).click();
      await expect(page).toHaveURL(`${assay.url}/flavors/orchestrator/${flavor}`);
      await expect(page.getByText('nothing of it is imported or run')).toBeVisible();
      expect((await zenml.request('GET', `/flavors/orchestrator/${flavor}`)).body).toMatchObject({
        source: 'botanica.SlurmOrchestrator',
      });

      await page.getByRole('link', { name: 'Register a component' }).click();
      await field(page, 'Name').fill(name);
      await field(page, 'Name of field 1').fill('nodes');
      await field(page, 'Value of field 1').fill('4');
      await field(page, 'Name of field 2').fill('api_token');
      await field(page, 'Value of field 2').fill(SECRET);
      await field(page, 'Value of field 3').fill('nameless');
      await page.getByRole('button', { name: 'Register orchestrator' }).click();
      await complaint(page, 'This value has no name.');
      await expect(field(page, 'Value of field 1')).toHaveValue('4');
      await expect(field(page, 'Value of field 2')).toHaveValue('');
      await field(page, 'Value of field 2').fill(SECRET);
      await field(page, 'Value of field 3').fill('');
      await page.getByRole('button', { name: 'Register orchestrator' }).click();
      await expect(page).toHaveURL(`${assay.url}/components/orchestrator/${name}`);
      expect(await yamlOf(zenml, 'orchestrator', name)).toMatch(
        new RegExp(`^api_token: ${SECRET}\nname: ${name}\nnodes: 4\nuuid: `),
      );

      await page.goto(`/flavors/orchestrator/${flavor}`);
      await expect(page.getByRole('link', { name })).toBeVisible();
      await page.getByRole('link', { name: 'Edit', exact: true }).click();
      await page.getByRole('textbox', { name: 'Source' }).fill('botanica.next.Slurm');
      await page.getByRole('button', { name: 'Save flavor' }).click();
      await expect(page.locator('main')).toContainText('botanica.next.Slurm');
      await page.getByRole('link', { name: 'Delete', exact: true }).click();
      await expect(page.getByRole('heading', { level: 1, name: `${flavor} is in use` })).toBeVisible();
      await page.getByRole('link', { name }).click();
      await page.getByRole('link', { name: 'Delete', exact: true }).click();
      await page.getByRole('button', { name: `Delete ${name}` }).click();
      await expect(page).toHaveURL(`${assay.url}/components/orchestrator`);
      await page.goto(`/flavors/orchestrator/${flavor}/delete`);
      await page.getByRole('button', { name: `Delete ${flavor}` }).click();
      await expect(page).toHaveURL(`${assay.url}/flavors?type=orchestrator`);
      expect((await page.request.get(`/flavors/orchestrator/${flavor}`)).status()).toBe(410);
      for (const text of await answers.texts()) expect(text).not.toContain(SECRET);
    });
  });

test('flavors are told as what they are, and built-in ones are nobody’s to change', async ({
  adminPage: page,
  api,
  assay,
  complaints,
}) => {
  complaints.expected.push(/404/);
  const zenml = await ZenmlApi.as(assay.url, api);
  const unknown = unique('tekton');
  await zenml.registerComponent(wrapped('orchestrator', unique('cook'), { flavor: unknown }));
  await page.goto('/flavors?type=orchestrator');
  const row = (name: string) =>
    page.getByRole('row').filter({ has: page.getByRole('link', { name, exact: true }) });
  await expect(row('local')).toContainText('built-in');
  await expect(row('kubeflow')).toContainText('integration');
  await expect(row(unknown)).toContainText('not declared here');
  await page.goto('/flavors/orchestrator/local');
  await expect(page.getByRole('link', { name: 'Edit', exact: true })).toHaveCount(0);
  await page.goto('/flavors/orchestrator/local/edit');
  await expect(page.getByRole('alert').getByText('ZenML brings this flavor along')).toBeVisible();
  await page.goto(`/flavors/orchestrator/${unknown}`);
  await page.getByRole('link', { name: 'Declare it' }).click();
  await expect(field(page, 'Name')).toHaveValue(unknown);
  await expect(field(page, 'Type')).toHaveValue('orchestrator');
  await page.goto('/flavors/orchestrator');
  await expect(page).toHaveURL(`${assay.url}/flavors?type=orchestrator`);
  for (const absent of [
    '/components/toaster',
    '/components/toaster/x',
    '/flavors/toaster/x',
    '/flavors/alerter/x',
  ])
    expect((await page.goto(absent))?.status(), absent).toBe(404);
});
