import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { testDatabase } from '@/db/testing/test-database';
import { createToken } from '@/lib/credentials/create-token';
import { apiOver } from '@/lib/testing/api';
import { anyText, encoded, payload } from '@/lib/testing/nasty';
import { makeProject, makeUser } from '@/lib/testing/world';
import { MLTE_TABLE } from '../mlte/table';
import { V1_TABLE } from '../v1/table';
import { ZENML_TABLE } from '../zenml/table';

const database = testDatabase();

describe('whatever a client sends', () => {
  it.each([
    ['the artifact door', MLTE_TABLE, (project: string) => `/p/${project}/api`],
    ['v1', V1_TABLE, () => '/api/v1'],
    ['the zen door', ZENML_TABLE, (_project: string, token: string) => `/api/zenml/${token}`],
  ] as const)(
    '%s never answers with a 5xx, and always with JSON',
    async (_, table, base) => {
      const { send } = apiOver(database.opened);
      const project = await makeProject(database.opened);
      const admin = await makeUser(database.opened, { role: 'admin' });
      const { token } = await createToken(admin.ctx(), { name: 'fuzz', kind: 'zenml', expiresInDays: 1 });
      const endpoints = table.filter(({ path }) => path !== '/docs' && path !== '/token');
      await fc.assert(
        fc.asyncProperty(
          fc.constantFrom(...endpoints),
          fc.array(anyText, { minLength: 5, maxLength: 5 }),
          fc.option(
            fc.dictionary(
              fc.constantFrom(
                'limit',
                'offset',
                'sort',
                'search',
                'after',
                'user',
                'tag',
                'qualityAttribute',
              ),
              anyText,
            ),
          ),
          payload,
          async ({ method, path, body: schema, status }, names, query, sent) => {
            let n = 0;
            const named = path.replaceAll(/\{(\w+)\}/g, (_match, name: string) =>
              name === 'project' ? project.name : encoded(names[n++ % names.length] ?? ''),
            );
            const pairs = Object.entries(query ?? {}).map(([key, value]) => `${key}=${encoded(value)}`);
            const address = `${base(project.name, token)}${named === '/' ? '' : named}?${pairs.join('&')}`;
            const options = schema === undefined ? {} : { body: sent };
            const reply = await send(admin, method, address, options);
            expect(reply.status, `${method} ${address}\n${sent}\n${reply.text}`).toBeLessThan(500);
            if (reply.status !== 307 && status !== 204) expect(() => reply.json()).not.toThrow();
          },
        ),
        { numRuns: Number(process.env['ASSAY_FUZZ_RUNS'] ?? 300) },
      );
    },
    300_000,
  );
});
