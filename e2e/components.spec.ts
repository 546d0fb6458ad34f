import type { Page } from '@playwright/test';
import { expectNoSidewaysScroll } from './axe';
import { complaint, field, heard, SECRET, yamlOf } from './component-page';
import { ADMIN, expect, signIn, takenOver, test, unique } from './fixtures';
import type { MlteApi } from './mlte-api';
import { wrapped, ZenmlApi } from './zenml-api';

const s3 = (name: string, more: Record<string, string> = {}) =>
  wrapped('artifact_store', name, { flavor: 's3', path: 's3://shelf', key: SECRET, ...more });

for (const javaScriptEnabled of [true, false])
  test.describe(javaScriptEnabled ? 'with JavaScript' : 'without JavaScript', () => {
    test.use({ javaScriptEnabled });

    test('a component is registered step by step, changed, renamed and deleted @postgres', async ({
      adminPage: page,
      api,
      assay,
    }) => {
      const zenml = await ZenmlApi.as(assay.url, api);
      const answers = heard(page);
      const [name, renamed, stack] = [unique('rds'), unique('aurora'), unique('risk')];
      await page.goto('/components');
      await page.getByRole('link', { name: 'Register component' }).click();
      await page.getByRole('link', { name: 'Metadata store', exact: true }).click();
      await page.getByRole('link', { name: 'mysql', exact: true }).click();
      await field(page, 'Name').fill(name);
      await field(page, 'host').fill('db.internal');
      await field(page, 'port').fill('33o6');
      await field(page, 'database').fill('zen');
      await field(page, 'password').fill(SECRET);
      await page.getByRole('checkbox', { name: 'upgrade_migration_enabled' }).uncheck();
      await page.getByRole('button', { name: 'Register metadata store' }).click();
      await complaint(page, "port must be a whole number, not '33o6'.");
      await expect(field(page, 'host')).toHaveValue('db.internal');
      await expect(field(page, 'password')).toHaveValue('');
      await expect(page.getByRole('checkbox', { name: 'upgrade_migration_enabled' })).not.toBeChecked();
      await field(page, 'port').fill('3306');
      await field(page, 'password').fill(SECRET);
      await page.getByRole('button', { name: 'Register metadata store' }).click();
      await expect(page).toHaveURL(`${assay.url}/components/metadata_store/${name}`);
      await expect(page.getByRole('region', { name: 'Configuration' })).toContainText('secret, stored');
      await expect(page.getByText('--password="$MY_PASSWORD"')).toBeVisible();
      expect(await yamlOf(zenml, 'metadata_store', name)).toMatch(
        new RegExp(`^database: zen\nhost: db.internal\nname: ${name}\npassword: ${SECRET}\nport: 3306\n`),
      );

      const component = (await zenml.request('GET', `/components/metadata_store/${name}`)).body;
      await zenml.request('POST', '/stacks', { name: stack, components: [component] });
      await page.getByRole('link', { name: 'Edit', exact: true }).click();
      await field(page, 'Name').fill(renamed);
      await field(page, 'username').fill('zen');
      await page.getByRole('button', { name: 'Save' }).click();
      await expect(page).toHaveURL(`${assay.url}/components/metadata_store/${renamed}`);
      expect(await yamlOf(zenml, 'metadata_store', renamed)).toContain(`password: "${SECRET}"`);
      expect((await zenml.request('GET', `/stack-configurations/${stack}`)).body).toEqual({
        metadata_store: renamed,
      });
      for (const part of ['', '/edit', '/delete']) {
        await page.goto(`/components/metadata_store/${name}${part}`);
        await expect(page).toHaveURL(`${assay.url}/components/metadata_store/${renamed}${part}`);
      }

      await expect(page.getByRole('heading', { level: 1, name: `${renamed} is in use` })).toBeVisible();
      await expect(page.getByRole('link', { name: stack })).toBeVisible();
      await expect(page.getByRole('button', { name: `Delete ${renamed}` })).toHaveCount(0);
      await zenml.request('DELETE', `/stacks/${stack}`);
      await page.reload();
      await page.getByRole('button', { name: `Delete ${renamed}` }).click();
      await expect(page).toHaveURL(`${assay.url}/components/metadata_store`);
      for (const former of [renamed, name]) {
        const gone = await page.request.get(`/components/metadata_store/${former}`);
        expect(gone.status()).toBe(410);
        expect(await gone.text()).toContain(ADMIN.name);
      }
      for (const text of await answers.texts()) expect(text).not.toContain(SECRET);
    });

    test('a secret does not follow an address that moves, and goes when it is cleared', async ({
      adminPage: page,
      api,
      assay,
    }) => {
      const zenml = await ZenmlApi.as(assay.url, api);
      const answers = heard(page);
      const name = unique('shelf');
      await zenml.registerComponent(s3(name, { token: SECRET }));
      await page.goto(`/components/artifact_store/${name}/edit`);
      await field(page, 'path').fill('s3://elsewhere');
      await page.getByRole('button', { name: 'Save' }).click();
      await expect(field(page, 'key')).toHaveAccessibleDescription(/changes path: enter key again/);
      await expect(field(page, 'token')).toHaveAccessibleDescription(/changes path: enter token again/);
      await expect(field(page, 'path')).toHaveValue('s3://elsewhere');
      await field(page, 'key').fill('another');
      await page.getByRole('checkbox', { name: 'Clear the stored token' }).check();
      await page.getByRole('button', { name: 'Save' }).click();
      await expect(page).toHaveURL(`${assay.url}/components/artifact_store/${name}`);
      const yaml = await yamlOf(zenml, 'artifact_store', name);
      expect(yaml).toMatch(/key: another\n/);
      expect(yaml).toMatch(/path: s3:\/\/elsewhere\n/);
      expect(yaml).toMatch(/token: null\n/);
      for (const text of await answers.texts()) expect(text).not.toContain(SECRET);
    });

    test('YAML is taken with its comments, and comes back refused without the secrets in it', async ({
      adminPage: page,
      api,
      assay,
    }) => {
      const zenml = await ZenmlApi.as(assay.url, api);
      const answers = heard(page);
      const name = unique('yaml');
      const yaml = `# by hand\nkey: ${SECRET}\nclient_kwargs:\n  password: ${SECRET}\n`;
      await page.goto('/new-component?type=artifact_store&flavor=s3');
      await page.getByRole('link', { name: 'As YAML' }).click();
      await field(page, 'Name').fill(name);
      await field(page, 'YAML').fill(yaml);
      await page.getByRole('button', { name: 'Register artifact store' }).click();
      await expect(field(page, 'YAML')).toHaveAccessibleDescription(/path is needed/);
      await expect(field(page, 'YAML')).toHaveValue(/^# by hand\nkey: "\*{8}"\n/);
      await field(page, 'YAML').fill(`${yaml}path: s3://shelf # here\n`);
      await page.getByRole('button', { name: 'Register artifact store' }).click();
      await expect(page).toHaveURL(`${assay.url}/components/artifact_store/${name}`);
      expect(await yamlOf(zenml, 'artifact_store', name)).toMatch(/^# by hand\n[\s\S]*s3:\/\/shelf # here\n/);

      await page.goto(`/components/artifact_store/${name}/edit?as=yaml`);
      await expect(page.getByText('Its YAML has comments')).toBeVisible();
      const shown = await field(page, 'YAML').inputValue();
      expect(shown).not.toContain('by hand');
      await field(page, 'YAML').fill(shown.replace('s3://shelf', 's3://elsewhere'));
      await page.getByRole('button', { name: 'Save' }).click();
      await expect(field(page, 'YAML')).toHaveAccessibleDescription(/enter key again/);
      await field(page, 'YAML').fill(`${shown}extra: 1\n`);
      await page.getByRole('button', { name: 'Save' }).click();
      await expect(page.getByText('does not know the field extra')).toBeVisible();
      expect(await yamlOf(zenml, 'artifact_store', name)).toContain(SECRET);
      for (const text of await answers.texts()) expect(text).not.toContain(SECRET);
    });

    test('who saw an older component is told who changed it, and overwrites nothing', async ({
      adminPage: page,
      api,
      assay,
    }) => {
      const zenml = await ZenmlApi.as(assay.url, api);
      const [name, flavor] = [unique('race'), unique('mine')];
      const component = s3(name);
      await zenml.registerComponent(component);
      await zenml.request('POST', '/flavors', {
        type: 'alerter',
        name: flavor,
        source: 'a.B',
        integration: null,
      });
      await page.goto(`/components/artifact_store/${name}/edit`);
      await zenml.request('PUT', `/components/artifact_store/${name}`, { ...s3(name, { token: 'x' }) });
      await field(page, 'path').fill('s3://late');
      await field(page, 'key').fill('again');
      await page.getByRole('button', { name: 'Save' }).click();
      await expect(page.getByText(/ada changed this component at/)).toBeVisible();
      await expect(field(page, 'path')).toHaveValue('s3://late');
      expect(await yamlOf(zenml, 'artifact_store', name)).toContain('s3://shelf');
    });
  });

test('components are found by type, name and flavor, in any order, all of it in the address, and by keys', async ({
  adminPage: page,
  api,
  assay,
}) => {
  const zenml = await ZenmlApi.as(assay.url, api);
  const prefix = unique('find');
  for (const letter of ['b', 'a']) await zenml.registerComponent(s3(`${prefix}-${letter}`));
  await zenml.registerComponent(wrapped('artifact_store', `${prefix}-c`, { flavor: 'gcp', path: 'gs://x' }));
  await zenml.registerComponent(wrapped('alerter', `${prefix}-d`, { flavor: prefix }));
  const rows = page.getByRole('link', { name: new RegExp(`^${prefix}-`) });
  const called = (letters: string) => letters.split('').map((letter) => `${prefix}-${letter}`);

  await page.goto('/components');
  await page.getByRole('searchbox').fill(prefix);
  await expect(page).toHaveURL(`${assay.url}/components?q=${prefix}`);
  await expect(rows).toHaveText(called('abcd'));
  await page.getByRole('link', { name: 'Artifact stores' }).click();
  await expect(page).toHaveURL(`${assay.url}/components/artifact_store?q=${prefix}`);
  await page.getByRole('link', { name: 'Changed' }).click();
  await expect(rows).toHaveText(called('cab'));
  await page.getByLabel('flavor').selectOption('s3');
  await expect(page).toHaveURL(/flavor=s3/);
  await expect(rows).toHaveText(called('ab'));
  await page.goto(`/components?q=${prefix}`);
  await expect(rows).toHaveCount(4);
  await takenOver(page);
  await page.keyboard.press('j');
  await page.keyboard.press('Enter');
  await expect(page).toHaveURL(`${assay.url}/components/artifact_store/${prefix}-a`);
  await page.keyboard.press('e');
  await expect(page).toHaveURL(`${assay.url}/components/artifact_store/${prefix}-a/edit`);
  await page.goto('/components');
  await expect(page.getByRole('link', { name: 'Register component' })).toBeVisible();
  await takenOver(page);
  await page.keyboard.press('c');
  await expect(page).toHaveURL(`${assay.url}/new-component`);
  await page.goto(`/components/artifact_store?q=${prefix}-none`);
  await expect(page.getByText('No artifact stores match.')).toBeVisible();
});

test('YAML that means to take the server down is refused within half a second', async ({
  adminPage: page,
}) => {
  await page.goto('/new-component?type=artifact_store&flavor=s3&as=yaml');
  await field(page, 'Name').fill(unique('bomb'));
  const bombs = [
    `a: &a [x,x,x,x]\n${'bcdefgh'.replaceAll(/./g, (name) => `${name}: &${name} [*a,*a,*a,*a]\n`)}`,
    `a: ${'['.repeat(900)}`,
    `${'? '.repeat(20_000)}`,
    `a: !!python/object/apply:os.system [x]`,
  ];
  for (const bomb of bombs) {
    await field(page, 'YAML').fill(bomb);
    const began = Date.now();
    await page.getByRole('button', { name: 'Register artifact store' }).click();
    await expect(field(page, 'YAML')).toHaveAccessibleDescription(/is not YAML that is taken here/);
    expect(Date.now() - began).toBeLessThan(1_500);
  }
});

test('the fields of a long configuration are added by keyboard, and fit a small screen', async ({
  adminPage: page,
  api,
  assay,
}) => {
  const zenml = await ZenmlApi.as(assay.url, api);
  const name = unique('wide');
  const long = 'x'.repeat(300);
  await zenml.registerComponent(wrapped('orchestrator', name, { flavor: unique('own'), address: long }));
  await page.setViewportSize({ width: 360, height: 740 });
  await page.goto(`/components/orchestrator/${name}`);
  await expect(page.getByRole('region', { name: 'Configuration' })).toContainText(long);
  await expectNoSidewaysScroll(page);
  await page.goto(`/components/orchestrator/${name}/edit`);
  await page.getByRole('button', { name: 'Add a field' }).press('Enter');
  await expect(field(page, 'Name of field 4')).toBeFocused();
  await page.keyboard.type('password');
  await page.keyboard.press('Tab');
  await expect(field(page, 'Value of field 4')).toHaveAttribute('type', 'password');
  await page.keyboard.type(SECRET);
  await page.keyboard.press('Enter');
  await expect(page).toHaveURL(`${assay.url}/components/orchestrator/${name}`);
  await expect(page.locator('main')).toContainText('secret, stored');
  await expectNoSidewaysScroll(page);
});

test('who may only read is told why, who may read nothing finds nothing', async ({
  api,
  assay,
  browser,
  complaints,
}) => {
  complaints.expected.push(/404/);
  const name = unique('guarded');
  const zenml = await ZenmlApi.as(assay.url, api);
  await zenml.registerComponent(s3(name));
  const flavor = { type: 'alerter', name: unique('mine'), source: 'a.B', integration: null };
  await zenml.request('POST', '/flavors', flavor);
  const at = `/components/artifact_store/${name}`;
  const viewer = await open('viewer');
  const answers = heard(viewer);
  await viewer.goto(at);
  await expect(viewer.getByRole('region', { name: 'Configuration' })).toContainText('secret, stored');
  for (const act of ['Edit', 'Delete']) {
    await expect(viewer.getByRole('link', { name: act, exact: true })).toHaveCount(0);
    await viewer.locator('summary', { hasText: new RegExp(`^${act}`) }).click();
    await expect(viewer.getByText(/stack_component:/).filter({ visible: true })).toBeVisible();
    await viewer.keyboard.press('Escape');
  }
  for (const path of [
    `${at}/edit`,
    `${at}/delete`,
    '/new-component',
    `/flavors/alerter/${flavor.name}/edit`,
  ]) {
    await viewer.goto(path);
    await expect(viewer.getByRole('heading', { name: /^You may not/ })).toBeVisible();
    await expect(viewer.locator('main').getByRole('button')).toHaveText(['Ask for it']);
  }
  for (const text of await answers.texts()) expect(text).not.toContain(SECRET);
  const stranger = await open(null);
  for (const path of [
    '/components',
    '/components/artifact_store',
    at,
    '/flavors',
    '/flavors/orchestrator/local',
  ])
    expect((await stranger.goto(path))?.status(), path).toBe(404);

  async function open(role: string | null): Promise<Page> {
    const who = unique('reader');
    const password = 'quite-a-long-password-7';
    await sent(api, '/users', { name: who, password });
    if (role !== null) await sent(api, '/role-assignments', { role, user: who });
    const page = await (await browser.newContext({ baseURL: assay.url })).newPage();
    await signIn(page, { name: who, password });
    return page;
  }

  async function sent({ token }: MlteApi, path: string, body: object): Promise<void> {
    const reply = await fetch(`${assay.url}/api/v1${path}`, {
      method: 'POST',
      headers: { Authorization: `Bearer ${token}`, 'Content-Type': 'application/json' },
      body: JSON.stringify(body),
    });
    expect(reply.ok).toBe(true);
  }
});
