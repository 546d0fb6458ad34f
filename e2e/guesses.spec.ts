import { startAssay } from './assay-process';
import { ADMIN, databaseFor, expect, test } from './fixtures';

test('the owner signs in on through 300 guesses at once from elsewhere, and a guesser is told nothing @postgres', async ({
  engine,
}) => {
  test.setTimeout(180_000);
  const { env, drop } = await databaseFor(engine);
  const assay = await startAssay({
    env: {
      ...env,
      ASSAY_ADMIN_NAME: ADMIN.name,
      ASSAY_ADMIN_PASSWORD: ADMIN.password,
      ASSAY_TRUSTED_PROXIES: '1',
      ASSAY_LOG_LEVEL: 'error',
    },
  });
  const tryFrom = async (address: string, password: string) => {
    const response = await fetch(`${assay.url}/api/token`, {
      method: 'POST',
      headers: { 'X-Forwarded-For': address },
      body: new URLSearchParams({ grant_type: 'password', username: ADMIN.name, password }),
    });
    const body = (await response.text()).replaceAll(/\d+ seconds|"ey[^"]+"/g, '…');
    return { status: response.status, body };
  };
  try {
    const [owner, guesser] = ['192.0.2.1', '198.51.100.1'];
    expect((await tryFrom(owner, ADMIN.password)).status).toBe(200);
    for (let n = 0; n < 11; n += 1) await tryFrom(guesser, `wrong ${n}`);

    const guesses = Array.from({ length: 300 }, (_, n) => tryFrom(`10.0.${n >> 7}.${n & 127}`, `wrong ${n}`));
    for (let n = 0; n < 10; n += 1) {
      expect((await tryFrom(owner, ADMIN.password)).status).toBe(200);
      const right = await tryFrom(guesser, ADMIN.password);
      const wrong = await tryFrom(guesser, 'wrong');
      expect(right).toEqual(wrong);
      expect(right.status).toBe(429);
    }
    const result = (await Promise.all(guesses)).map(({ status }) => status);
    expect(new Set(result)).toEqual(new Set([400, 429]));
    expect((await tryFrom(owner, ADMIN.password)).status).toBe(200);
  } finally {
    await assay.remove();
    await drop();
  }
});
