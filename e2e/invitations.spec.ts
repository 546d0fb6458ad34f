import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import path from 'node:path';
import type { Browser, Page } from '@playwright/test';
import { type AssayProcess, startAssay } from './assay-process';
import { expectAccessible, expectNoSidewaysScroll, expectReadableIn } from './axe';
import { ADMIN, databaseFor, expect, signIn, test, unique } from './fixtures';
import { MlteApi } from './mlte-api';

const PASSWORD = 'correct-horse-battery-9';
const DEAD = 'This link does nothing.';

/** A call of the native API by somebody who signs in for it; the reply as JSON. */
async function call(
  { url }: Pick<AssayProcess, 'url'>,
  who: { readonly name: string; readonly password: string },
  method: string,
  address: string,
  body?: unknown,
): Promise<Record<string, string>> {
  const { token } = await MlteApi.signIn(url, who);
  const reply = await fetch(`${url}/api/v1${address}`, {
    method,
    headers: { Authorization: `Bearer ${token}`, 'Content-Type': 'application/json' },
    ...(body !== undefined && { body: JSON.stringify(body) }),
  });
  const text = await reply.text();
  expect(reply.ok, `${method} ${address}: ${text}`).toBe(true);
  return text === '' ? {} : (JSON.parse(text) as Record<string, string>);
}

/** The link of a new invitation. */
const invited = async (
  assay: AssayProcess,
  who: typeof ADMIN | { name: string; password: string },
  body: object,
) => (await call(assay, who, 'POST', '/invitations', body)) as { link: string; id: string; name: string };

/** A browser of somebody else, whose complaints are collected but for the 404 of a dead link. */
async function another(browser: Browser, assay: AssayProcess, javaScriptEnabled = true) {
  const context = await browser.newContext({ baseURL: assay.url, javaScriptEnabled });
  const complaints: string[] = [];
  context.on('console', (message) => {
    if (['error', 'warning'].includes(message.type()) && !message.text().includes('status of 404'))
      complaints.push(message.text());
  });
  context.on('weberror', (error) => complaints.push(error.error().message));
  const page = await context.newPage();
  return {
    page,
    close: async () => {
      await context.close();
      expect(complaints).toEqual([]);
    },
  };
}

async function choosePassword(page: Page, button: string, password = PASSWORD, again = password) {
  await page.getByLabel('Password', { exact: true }).fill(password);
  await page.getByLabel('Password again').fill(again);
  await page.getByRole('button', { name: button }).click();
}

/** Somebody who may make accounts and hands out what they hold in one project; the assignments that let them. */
async function makeLead(assay: AssayProcess) {
  const [name, project, role] = [unique('lead'), unique('garden'), unique('inviting')];
  const admin = (method: string, address: string, body?: unknown) =>
    call(assay, ADMIN, method, address, body);
  await admin('POST', '/projects', { name: project });
  await admin('POST', '/users', { name, password: PASSWORD });
  const permissions = [
    { operation: 'user', type: 'create' },
    { operation: 'project', type: 'read' },
  ];
  await admin('POST', '/roles', { name: role, permissions });
  await admin('POST', '/role-assignments', { role, user: name });
  const { id } = await admin('POST', '/role-assignments', { role: 'admin', user: name, project });
  return { name, password: PASSWORD, project, inProject: id };
}

for (const javaScriptEnabled of [true, false])
  test.describe(javaScriptEnabled ? 'with JavaScript' : 'without JavaScript', () => {
    test.use({ javaScriptEnabled });

    test('somebody is invited, chooses a password, and is signed in with what was offered, once @postgres', async ({
      adminPage: page,
      browser,
      assay,
    }) => {
      const [name, team, project] = [unique('priya'), unique('vision'), unique('garden')];
      for (const [at, body] of [
        ['/teams', { name: team }],
        ['/projects', { name: project }],
      ] as const)
        await call(assay, ADMIN, 'POST', at, body);
      await page.goto('/admin/people');
      await page.getByRole('link', { name: 'Invite', exact: true }).click();
      await page.getByLabel('User name').fill(ADMIN.name);
      const second = page.getByRole('group', { name: 'Role 2 of 3' });
      await page.getByRole('group', { name: 'Role 1 of 3' }).getByLabel('Role').selectOption('viewer');
      await second.getByLabel('Role').selectOption('maintainer');
      await second.getByLabel('Where').selectOption(project);
      await second.getByLabel('Until').fill('2031-05-31');
      await page.getByRole('checkbox', { name: team }).check();
      await page.getByRole('button', { name: 'Make the link' }).click();
      await expect(page.getByText(`User ${ADMIN.name} already exists.`).first()).toBeVisible();
      await expect(page.getByRole('checkbox', { name: team })).toBeChecked();
      await page.getByLabel('User name').fill(name);
      await page.getByLabel('Note').fill('For the review in spring.');
      await page.getByRole('button', { name: 'Make the link' }).click();
      await expect(page.getByText(`${name} is invited.`)).toBeVisible();
      const link = await page.locator('code', { hasText: '/join/assay_invite_' }).innerText();
      if (javaScriptEnabled) await expect(page.getByRole('button', { name: 'Copy the link' })).toBeVisible();

      for (const method of ['GET', 'GET', 'HEAD', 'GET']) {
        const scanned = await fetch(link, { method });
        expect([scanned.status, scanned.headers.get('referrer-policy')]).toEqual([200, 'strict-origin']);
        expect(scanned.headers.get('cache-control')).toContain('no-store');
      }
      await page.goto('/admin/invitations?state=open');
      await expect(page.getByRole('row').filter({ hasText: name })).toContainText('viewer everywhere');

      const theirs = await another(browser, assay, javaScriptEnabled);
      await theirs.page.goto(link);
      await expect(theirs.page.getByRole('heading', { level: 1, name: `Join as ${name}` })).toBeVisible();
      for (const text of ['For the review in spring.', team, `maintainer on ${project}`, 'until 31 May 2031'])
        await expect(theirs.page.getByText(text)).toBeVisible();
      await choosePassword(theirs.page, 'Join and sign in', PASSWORD, 'something else');
      await expect(theirs.page.getByText('The two passwords differ.').first()).toBeVisible();
      await choosePassword(theirs.page, 'Join and sign in', 'password1');
      await expect(theirs.page.getByText('one of the most common ones').first()).toBeVisible();
      await choosePassword(theirs.page, 'Join and sign in');
      await expect(theirs.page.getByRole('heading', { level: 1, name: `Welcome, ${name}` })).toBeVisible();
      await expect(theirs.page.getByText(team)).toBeVisible();
      await theirs.page.goto(`/projects/${project}/models`);
      await expect(theirs.page.getByRole('heading', { level: 1 })).toBeVisible();
      expect((await theirs.page.goto('/admin/people'))?.status()).toBe(404);
      await theirs.close();

      const again = await another(browser, assay, javaScriptEnabled);
      expect((await again.page.goto(link))?.status()).toBe(404);
      await expect(again.page.getByText(DEAD)).toBeVisible();
      await again.close();
      await page.goto('/admin/invitations?state=accepted');
      await expect(page.getByRole('link', { name })).toBeVisible();
      await page.goto(`/admin/audit?q=${name}`);
      await expect(page.getByText(`Invitation by ${ADMIN.name} was accepted by ${name}.`)).toBeVisible();
      expect(await page.content()).not.toContain('assay_invite_');
      await page.goto('/admin/audit?action=link.refuse');
      await expect(page.getByText('was refused an invitation: used before').first()).toBeVisible();
    });

    test('a link that is withdrawn does nothing, and is answered as one that never was', async ({
      adminPage: page,
      browser,
      assay,
    }) => {
      const { link, name } = await invited(assay, ADMIN, { name: unique('omar') });
      await page.goto(`/admin/invitations?q=${name}`);
      await page.getByRole('button', { name: 'Withdraw' }).first().click();
      await page.getByRole('button', { name: 'Withdraw' }).last().click();
      await expect(page.getByText('Withdrawn').filter({ visible: true })).toBeVisible();
      const theirs = await another(browser, assay, javaScriptEnabled);
      const bodies: string[] = [];
      for (const address of [
        link,
        `${assay.url}/join/nothing`,
        link.replace(/_\w{43}_/, `_${'0'.repeat(43)}_`),
      ]) {
        expect((await theirs.page.goto(address))?.status()).toBe(404);
        bodies.push(await theirs.page.getByRole('main').innerText());
      }
      expect(bodies[0]).toContain(DEAD);
      expect(new Set(bodies).size).toBe(1);
      await theirs.close();
    });

    test('a password link is made on the page of a person, and used once @postgres', async ({
      adminPage: page,
      browser,
      assay,
    }) => {
      const [name, chosen] = [unique('grace'), 'another-long-phrase-7'];
      await call(assay, ADMIN, 'POST', '/users', { name, password: PASSWORD });
      const before = await another(browser, assay, javaScriptEnabled);
      await signIn(before.page, { name, password: PASSWORD });
      await page.goto(`/admin/people/${name}`);
      await page.getByRole('link', { name: 'Make a link for a new password' }).click();
      await page.getByRole('button', { name: 'Make a link for a new password' }).click();
      const link = await page.locator('code', { hasText: '/new-password/assay_password_' }).innerText();
      await page.goto(`/admin/people/${name}`);
      await expect(page.getByText(`made by ${ADMIN.name}`)).toBeVisible();
      for (const method of ['GET', 'HEAD', 'GET']) expect((await fetch(link, { method })).status).toBe(200);

      const theirs = await another(browser, assay, javaScriptEnabled);
      await theirs.page.goto(link);
      await choosePassword(theirs.page, 'Set the password', chosen);
      await expect(theirs.page.getByText('The password is set.')).toBeVisible();
      await signIn(theirs.page, { name, password: chosen });
      await before.page.goto('/account');
      await expect(before.page).toHaveURL(/\/sign-in/);
      expect((await before.page.goto(link))?.status()).toBe(404);
      await expect(before.page.getByText(DEAD)).toBeVisible();
      await before.close();
      await theirs.close();
      await page.goto(`/admin/audit?q=${name}`);
      await expect(page.getByText(`Password link by ${ADMIN.name} set a password for ${name}`)).toBeVisible();
    });
  });

test('what an inviter may no longer give is left out, and both are told', async ({
  adminPage: page,
  browser,
  assay,
}) => {
  const lead = await makeLead(assay);
  const role = { role: 'maintainer', project: lead.project };
  const { link, name } = await invited(assay, lead, { name: unique('priya'), roles: [role] });
  await call(assay, ADMIN, 'DELETE', `/role-assignments/${lead.inProject}`);
  const theirs = await another(browser, assay);
  await theirs.page.goto(link);
  await expect(theirs.page.getByText(`${lead.name} may no longer give it`)).toBeVisible();
  await choosePassword(theirs.page, 'Join and sign in');
  await expect(
    theirs.page.getByText(`Offered and not given: the role maintainer on ${lead.project}`),
  ).toBeVisible();
  await expectAccessible(theirs.page);
  expect((await theirs.page.goto(`/projects/${lead.project}/models`))?.status()).toBe(404);
  await theirs.close();
  await page.goto(`/admin/invitations?q=${name}`);
  await expect(page.getByText(/Left out: maintainer/).filter({ visible: true })).toBeVisible();
  await page.goto(`/admin/audit?q=${name}&action=invitation.accept`);
  await expect(page.getByText(/, without the role maintainer/)).toBeVisible();
});

test('an invitation ends with its inviter, and a form that was open then says so', async ({
  browser,
  assay,
}) => {
  const lead = await makeLead(assay);
  const { link, name } = await invited(assay, lead, { name: unique('priya') });
  const theirs = await another(browser, assay);
  await theirs.page.goto(link);
  await call(assay, ADMIN, 'DELETE', `/users/${lead.name}`);
  await choosePassword(theirs.page, 'Join and sign in');
  await expect(theirs.page.getByText(DEAD).first()).toBeVisible();
  await theirs.close();
  await expect(call(assay, ADMIN, 'GET', `/users/${name}`)).rejects.toThrow('404');
});

test('the pages of links fit 360 px and are accessible in light and dark', async ({ browser, assay }) => {
  const { link } = await invited(assay, ADMIN, {
    name: unique('somebody.with.quite.a.long.name'),
    note: 'x'.repeat(120),
    roles: [{ role: 'viewer' }],
  });
  const name = unique('grace');
  await call(assay, ADMIN, 'POST', '/users', { name, password: PASSWORD });
  const { link: password = '' } = await call(assay, ADMIN, 'POST', `/users/${name}/password-link`);
  const theirs = await another(browser, assay);
  for (const address of [link, password, '/join/nothing', '/new-password/nothing', '/sign-in?password=set']) {
    await theirs.page.goto(address);
    await theirs.page.setViewportSize({ width: 1280, height: 800 });
    await expectAccessible(theirs.page);
    await expectReadableIn(theirs.page, 'dark');
    await theirs.page.setViewportSize({ width: 360, height: 740 });
    await expectNoSidewaysScroll(theirs.page);
  }
  await theirs.close();
});

test('after a day a link does nothing, and its secret is in no line of the log @long @postgres-long', async ({
  engine,
  browser,
}) => {
  test.setTimeout(240_000);
  const { env, drop } = await databaseFor(engine);
  const dataDirectory = await mkdtemp(path.join(tmpdir(), 'assay-e2e-'));
  const settings = {
    dataDirectory,
    env: {
      ...env,
      ASSAY_ADMIN_NAME: ADMIN.name,
      ASSAY_ADMIN_PASSWORD: ADMIN.password,
      ASSAY_LOG_LEVEL: 'debug',
    },
  };
  let assay = await startAssay(settings);
  let written = '';
  try {
    const { link: used, name } = await invited(assay, ADMIN, { name: unique('priya') });
    const { link: open } = await invited(assay, ADMIN, { name: unique('omar') });
    const theirs = await another(browser, assay);
    await theirs.page.goto(used);
    await choosePassword(theirs.page, 'Join and sign in');
    await expect(theirs.page).toHaveURL(/\/welcome$/);
    const made = await call(assay, ADMIN, 'POST', `/users/${name}/password-link`);
    for (const link of [used, open, made['link'] ?? '']) {
      await theirs.page.goto(link);
      for (const odd of [`${link}/x`, `${link}?x=${link}`, link.replaceAll('_', '%5f'), `${link}%zz`])
        for (const method of ['GET', 'POST', 'PUT']) await fetch(odd, { method }).catch(() => null);
    }
    await theirs.close();
    await assay.stop();
    written = assay.output();
    const clock = path.resolve('e2e/earlier-build/later-clock.mjs');
    assay = await startAssay({ ...settings, nodeArguments: ['--import', clock] });
    for (const link of [open, made['link'] ?? '']) {
      const reply = await fetch(link.replace(/^http:\/\/[^/]+/, assay.url));
      expect(reply.status).toBe(404);
      expect(await reply.text()).toContain(DEAD);
    }
    await assay.stop();
    written += assay.output();
    for (const link of [used, open, made['link'] ?? '']) {
      const secret = /assay_[a-z]+_(\w{43})/.exec(link)?.[1] ?? '';
      expect(secret).toHaveLength(43);
      for (let at = 0; at + 12 <= secret.length; at += 4)
        expect(written).not.toContain(secret.slice(at, at + 12));
    }
    expect(written).toContain('[redacted]');
  } finally {
    await assay.remove();
    await drop();
    await rm(dataDirectory, { recursive: true, force: true, maxRetries: 5 });
  }
});
