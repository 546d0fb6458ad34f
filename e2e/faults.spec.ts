import pg from 'pg';
import { startAssay } from './assay-process';
import { ADMIN, databaseFor, expect, signIn, test, unique } from './fixtures';

interface Line {
  readonly level: number;
  readonly id?: string;
  readonly msg?: string;
  readonly path?: string;
  readonly status?: number;
  readonly fault?: Record<string, unknown>;
}

const linesOf = (written: string): Line[] =>
  written.split('\n').flatMap((line) => (line.startsWith('{') ? [JSON.parse(line) as Line] : []));

/** The line about a failed statement: what PostgreSQL said by its code, and where we asked it. */
const FAILED_STATEMENT = {
  name: 'Error',
  frames: expect.arrayContaining([expect.stringMatching(/^at /)]),
  cause: { name: 'error', code: '42703' },
};

test('a fault of ours is told by a number, under which the log has its cause and nothing that was typed @replicas', async ({
  browser,
}) => {
  test.setTimeout(240_000);
  const { env, drop } = await databaseFor('postgres');
  const assay = await startAssay({
    env: { ...env, ASSAY_ADMIN_NAME: ADMIN.name, ASSAY_ADMIN_PASSWORD: ADMIN.password },
  });
  const context = await browser.newContext({ baseURL: assay.url });
  const page = await context.newPage();
  await signIn(page);
  const sql = new pg.Client({ connectionString: env['DATABASE_URL'] });
  await sql.connect();
  const typed = unique('hush-hush');

  // A form.
  await page.goto('/new-project');
  await sql.query('alter table projects rename column description to away');
  await page.getByLabel('Name').fill(typed);
  await page.getByLabel('Description').fill(`${typed}\n    at ${typed} (a.js:1:1)`);
  await page.getByRole('button', { name: 'Create project' }).click();
  const result = page.getByText(/Its number in the log is [0-9a-f-]{36}/);
  await expect(result).toBeVisible();
  const id = /[0-9a-f-]{36}/.exec((await result.textContent()) ?? '')?.[0];
  await expect
    .poll(() => linesOf(assay.output()).find((line) => line.id === id && line.level === 50))
    .toMatchObject({ msg: 'request failed', fault: FAILED_STATEMENT });

  // A page, by the number that the browser is shown and by the number of the request.
  const broken = await page.goto(`/projects?q=${typed}`);
  expect(broken?.status()).toBe(500);
  const shown = page.getByText(/its number in the log is \d+/i);
  await expect(shown).toBeVisible();
  const digest = /\d{5,}/.exec((await shown.textContent()) ?? '')?.[0];
  const byDigest = (): Line | undefined =>
    linesOf(assay.output()).find((line) => line.fault?.['digest'] === digest);
  await expect.poll(byDigest).toMatchObject({ level: 50, fault: FAILED_STATEMENT });
  expect(linesOf(assay.output())).toContainEqual(
    expect.objectContaining({ id: byDigest()?.id, path: '/projects', status: 500 }),
  );
  await sql.query('alter table projects rename column away to description');

  // Signing in, by the form and by next-auth's own address.
  await context.clearCookies();
  await page.goto('/sign-in');
  await sql.query('alter table users rename column password_hash to away');
  await page.getByLabel('User name').fill(typed);
  await page.getByLabel('Password').fill(`${typed}-word`);
  await page.getByRole('button', { name: 'Sign in' }).click();
  await expect(result).toBeVisible();
  const csrf = await context.request.get('/api/auth/csrf');
  const { csrfToken } = (await csrf.json()) as { csrfToken: string };
  const reply = await context.request.post('/api/auth/callback/credentials', {
    form: { csrfToken, name: typed, password: `${typed}-word` },
    headers: { Origin: assay.url },
    maxRedirects: 0,
  });
  expect([reply.status(), await reply.text()]).toEqual([500, expect.stringContaining('number in the log')]);

  const faults = () => linesOf(assay.output()).flatMap(({ level, fault }) => (level === 50 ? [fault] : []));
  await expect.poll(() => faults().length).toBeGreaterThanOrEqual(4);
  for (const fault of faults()) expect(JSON.stringify(fault)).toContain('42703');
  expect(assay.output()).not.toContain(typed);
  await sql.end();
  await context.close();
  await assay.remove();
  await drop();
});
