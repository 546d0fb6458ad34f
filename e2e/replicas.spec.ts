import http from 'node:http';
import type { AddressInfo } from 'node:net';
import { startAssay } from './assay-process';
import { ADMIN, databaseFor, expect, signIn, test, unique } from './fixtures';

/** Sends every other request to the other server, as a balancer without sticky sessions does. */
async function alternate(ports: readonly number[]): Promise<{ url: string; close: () => void }> {
  let turn = 0;
  const server = http.createServer((request, response) => {
    turn += 1;
    const port = ports[turn % ports.length];
    const onward = http.request(
      { port, host: '127.0.0.1', path: request.url, method: request.method, headers: request.headers },
      (answer) => {
        response.writeHead(answer.statusCode ?? 502, answer.headers);
        answer.pipe(response);
      },
    );
    onward.once('error', () => response.destroy());
    request.pipe(onward);
  });
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  const { port } = server.address() as AddressInfo;
  return {
    url: `http://127.0.0.1:${port}`,
    close: () => {
      server.closeAllConnections();
      server.close();
    },
  };
}

test('two replicas of one build answer a person in turns without either noticing @replicas', async ({
  browser,
}) => {
  const { env, drop } = await databaseFor('postgres');
  const start = () =>
    startAssay({
      env: {
        ...env,
        ASSAY_WORKERS: '1',
        ASSAY_ADMIN_NAME: ADMIN.name,
        ASSAY_ADMIN_PASSWORD: ADMIN.password,
        ASSAY_LOG_LEVEL: 'warn',
      },
    });
  // Together: they also race for the migrations and for making the administrator.
  const replicas = await Promise.all([start(), start()]);
  const balancer = await alternate(replicas.map(({ url }) => Number(new URL(url).port)));
  const context = await browser.newContext({ baseURL: balancer.url });
  const page = await context.newPage();
  await signIn(page);
  for (const model of [unique('turns'), unique('turns'), unique('turns')]) {
    await page.goto('/projects/default/new/model');
    await page.getByLabel('Name').fill('..');
    await page.getByRole('button', { name: 'Create model' }).click();
    await expect(page.getByLabel('Name')).toHaveAttribute('aria-invalid', 'true');
    await page.getByLabel('Name').fill(model);
    await page.getByRole('button', { name: 'Create model' }).click();
    await expect(page.getByRole('heading', { level: 1, name: model })).toBeVisible();
  }
  await context.close();
  balancer.close();
  await Promise.all(replicas.map((replica) => replica.remove()));
  await drop();
});
