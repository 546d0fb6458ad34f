import { describe, expect, it } from 'vitest';
import { testDatabase } from '@/db/testing/test-database';
import { apiOver } from '@/lib/testing/api';
import { makeUser, unique } from '@/lib/testing/world';

const database = testDatabase();
const place = async () => ({
  ...apiOver(database.opened),
  maintainer: await makeUser(database.opened, { role: 'maintainer' }),
});

describe('a write over v1 that stands on an older state', () => {
  it('changes no component, and keeps no secret for an address that moved', async () => {
    const { send, maintainer } = await place();
    const name = unique('store');
    const flavor = 's3';
    const fields = { path: 's3://a', client_kwargs: {}, key: 'hunter2' };
    const made = await send(maintainer, 'POST', '/api/v1/components', {
      body: { type: 'artifact_store', name, flavor, fields },
    });
    const { updatedAt: expectedUpdatedAt } = made.json() as { updatedAt: string };
    const put = (more: object, seen?: string) =>
      send(maintainer, 'PUT', `/api/v1/components/artifact_store/${name}`, {
        body: {
          name,
          flavor,
          fields: { ...fields, key: '********', ...more },
          ...(seen !== undefined && { expectedUpdatedAt: seen }),
        },
      });
    expect((await put({ region: 'eu' }, '2026-01-01T00:00:00.000Z')).status).toBe(412);
    expect((await put({ client_kwargs: { endpoint_url: 'http://evil' } })).json()).toMatchObject({
      status: 422,
      errors: [{ path: expect.stringContaining('config.key') }],
    });
    expect((await put({ extra: 1 }, expectedUpdatedAt)).json()).toMatchObject({
      fields: { key: '********', extra: 1 },
    });
  });

  it('changes no flavor', async () => {
    const { send, maintainer } = await place();
    const name = unique('flavor');
    const made = await send(maintainer, 'POST', '/api/v1/flavors', {
      body: { type: 'orchestrator', name, source: 'a.B' },
    });
    const { updatedAt } = made.json() as { updatedAt: string };
    const put = (expectedUpdatedAt: string) =>
      send(maintainer, 'PUT', `/api/v1/flavors/orchestrator/${name}`, {
        body: { source: 'c.D', expectedUpdatedAt },
      });
    expect((await put('2026-01-01T00:00:00.000Z')).status).toBe(412);
    expect((await put(updatedAt)).json()).toMatchObject({ source: 'c.D' });
  });
});
