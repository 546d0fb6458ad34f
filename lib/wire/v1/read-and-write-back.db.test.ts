import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { z } from 'zod';
import { testDatabase } from '@/db/testing/test-database';
import { apiOver } from '@/lib/testing/api';
import { requestOf } from '@/lib/testing/endpoints';
import { furnished } from '@/lib/testing/furnished';
import { makeUser, unique } from '@/lib/testing/world';
import type { Endpoint } from '../endpoint';
import { V1_TABLE } from './table';

const database = testDatabase();

type Reply = Readonly<Record<string, unknown>>;
const changes = V1_TABLE.filter(
  ({ method, path }) =>
    (method === 'PUT' || method === 'PATCH') &&
    V1_TABLE.some((other) => other.method === 'GET' && other.path === path),
);

/** The members of a reply that a change of it knows. */
function ofBody({ body }: Endpoint, reply: Reply): Reply {
  if (!(body instanceof z.ZodObject)) throw new Error('A body of v1 is an object.');
  const known = new Set(Object.keys(body.shape));
  return Object.fromEntries(Object.entries(reply).filter(([name]) => known.has(name)));
}

/** A reply without what every write stamps. */
function withoutStamps(value: unknown): unknown {
  if (Array.isArray(value)) return value.map(withoutStamps);
  if (typeof value !== 'object' || value === null) return value;
  return Object.fromEntries(
    Object.entries(value).flatMap(([name, each]) =>
      name === 'updatedAt' || name === 'updatedBy' ? [] : [[name, withoutStamps(each)]],
    ),
  );
}

describe('what the native API gives', () => {
  it('is of more than seven kinds that can be changed', () => {
    expect(changes.length).toBeGreaterThan(7);
  });

  it.each(changes.map((endpoint) => [endpoint.path, endpoint] as const))(
    'it takes back without a change: %s',
    async (_, endpoint) => {
      const { send } = apiOver(database.opened);
      const admin = await makeUser(database.opened, { role: 'admin' });
      const { path } = await requestOf(endpoint, await furnished(database.opened, admin));
      const at = `/api/v1${path}`;
      const before = await send(admin, 'GET', at);
      const sent = ofBody(endpoint, before.json() as Reply);
      expect(Object.keys(sent).length).toBeGreaterThan(0);
      const written = await send(admin, endpoint.method, at, { body: sent });
      expect([written.status, written.text]).toEqual([endpoint.status ?? 200, written.text]);
      expect(withoutStamps((await send(admin, 'GET', at)).json())).toEqual(withoutStamps(before.json()));
    },
  );
});

describe('the fields of a component', () => {
  const name = fc.constantFrom('a', 'tolerations', 'key', 'operator', 'nonFinite', 'token', 'url', 'x.y');
  const scalar = fc.oneof(
    fc.constantFrom(
      '',
      'true',
      'NaN',
      '.nan',
      'gpu',
      ' 1',
      '9007199254740993',
      'a: b',
      '- c',
      'mysql://u:p@h/d',
    ),
    fc.integer(),
    fc.double({ noNaN: true, noDefaultInfinity: true }),
    fc.boolean(),
    fc.constant(null),
    fc.constantFrom({ nonFinite: 'NaN' }, { nonFinite: { nonFinite: 'Infinity' } }),
  );
  const { value } = fc.letrec<{ value: unknown }>((tie) => ({
    value: fc.oneof(
      { depthSize: 'small' },
      scalar,
      fc.array(tie('value'), { maxLength: 3 }),
      fc.dictionary(
        name.filter((each) => each !== 'nonFinite'),
        tie('value'),
        { maxKeys: 3 },
      ),
    ),
  }));

  it('go out and in and are the same, whatever they hold and however they nest', async () => {
    const { send } = apiOver(database.opened);
    const maintainer = await makeUser(database.opened, { role: 'maintainer' });
    const fieldsText = (text: string) => /"fields":(\{.*\}),"createdAt"/.exec(text)?.[1];
    await fc.assert(
      fc.asyncProperty(
        fc.dictionary(
          name.filter((each) => each !== 'nonFinite'),
          value,
          { minKeys: 1, maxKeys: 4 },
        ),
        async (fields) => {
          const head = { name: unique('kf'), flavor: 'kubeflow' };
          const made = await send(maintainer, 'POST', '/api/v1/components', {
            body: { type: 'orchestrator', ...head, fields },
          });
          expect([made.status, made.text]).toEqual([201, made.text]);
          const at = `/api/v1/components/orchestrator/${head.name}`;
          const before = fieldsText((await send(maintainer, 'GET', at)).text);
          const put = await send(maintainer, 'PUT', at, {
            body: `${JSON.stringify(head).slice(0, -1)},"fields":${before}}`,
          });
          expect([put.status, put.text]).toEqual([200, put.text]);
          expect(fieldsText((await send(maintainer, 'GET', at)).text)).toBe(before);
        },
      ),
      { numRuns: 40 },
    );
  });

  it('are read whole where lists hold mappings', async () => {
    const { send } = apiOver(database.opened);
    const maintainer = await makeUser(database.opened, { role: 'maintainer' });
    const fields = {
      pod_settings: {
        tolerations: [{ operator: 'Exists', effect: ['NoSchedule'] }],
        node_selectors: { gpu: 'true' },
      },
    };
    const made = await send(maintainer, 'POST', '/api/v1/components', {
      body: { type: 'orchestrator', name: unique('kf'), flavor: 'kubeflow', fields },
    });
    expect([made.status, made.json()]).toMatchObject([201, { fields }]);
    const deep = JSON.parse(`${'{"a":'.repeat(40)}1${'}'.repeat(40)}`) as object;
    const refused = await send(maintainer, 'POST', '/api/v1/components', {
      body: { type: 'orchestrator', name: unique('kf'), flavor: 'kubeflow', fields: deep },
    });
    expect([refused.status, refused.text]).toEqual([422, expect.stringContaining('nests deeper than 32')]);
  });
});
