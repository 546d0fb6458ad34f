import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { testDatabase } from '@/db/testing/test-database';
import { createToken } from '@/lib/access/create-token';
import { apiOver } from '@/lib/testing/api';
import { artifactText, body } from '@/lib/testing/artifacts';
import { makeProject, makeUser } from '@/lib/testing/world';
import { MLTE_TABLE } from './mlte/table';
import { V1_TABLE } from './v1/table';
import { ZENML_TABLE } from './zenml/table';

const database = testDatabase();

/** Texts that have broken servers: encodings, separators, patterns, numbers, other languages' nothings. */
const nasty = fc.constantFrom(
  '',
  '.',
  '..',
  '%00',
  '\0',
  '\ud800',
  'a---b',
  "'; drop table users; --",
  '%_%',
  '__proto__',
  'constructor',
  'card.default',
  '../../etc/passwd',
  '#{7*7}',
  'x'.repeat(5_000),
  '🙂'.repeat(100),
  'null',
  '-1',
  '1e999',
);
const text = fc.oneof(nasty, fc.string({ unit: 'binary', maxLength: 30 }), fc.string({ unit: 'grapheme' }));
const encoded = (value: string) => encodeURIComponent(Buffer.from(value).toString());

/** JSON of any shape, with the words that endpoints look for among its keys. */
const words = fc.constantFrom(
  ...['identifier', 'artifact', 'header', 'body', 'type', 'filter', 'filters', 'name', 'parent', 'force'],
  ...['id', 'item_type', 'artifact_type', 'value', 'expiresInDays', 'description', '__proto__', 'metadata'],
  ...['components', 'flavor', 'uuid', 'config', 'pipeline', 'steps', 'stack', 'runtime_configuration'],
  ...['role_name', 'entity_name', 'project_name', 'is_user', 'user_id', 'source', 'fields', 'permissions'],
  ...['upstream', 'status', 'startedAt', 'endedAt', 'configuration', 'commit', 'revision', 'step'],
  ...['code', 'tags', 'tag', 'property', 'quality_attribute', 'qualityAttribute', 'catalog_id', 'inputs'],
);
const { json } = fc.letrec<{ json: unknown }>((tie) => ({
  json: fc.oneof(
    { depthSize: 'small' },
    fc.constantFrom(null, true, false, 0, -1, 1e308, 'card', 'and', 'property', 'evidence', 'all'),
    text,
    fc.array(tie('json'), { maxLength: 4 }),
    fc.dictionary(fc.oneof(words, text), tie('json'), { maxKeys: 5 }),
  ),
}));

/** A sound artifact with one of its values, somewhere, replaced. */
const bent = fc
  .record({
    type: fc.constantFrom('card', 'evidence', 'suite', 'results', 'report' as const),
    at: fc.nat(),
    by: json,
  })
  .map(({ type, at, by }) => {
    const places: (() => void)[] = [];
    const artifact = JSON.parse(artifactText(type, body[type]())) as object;
    const visit = (node: object) => {
      for (const key of Object.keys(node)) {
        const holder = node as Record<string, unknown>;
        places.push(() => {
          holder[key] = by;
        });
        const child = holder[key];
        if (typeof child === 'object' && child !== null) visit(child);
      }
    };
    visit(artifact);
    places[at % places.length]?.();
    return JSON.stringify({ artifact, force: true, parents: true });
  });

/** A component as ZenML clients wrap it, its configuration of any bytes. */
const component = fc
  .record({
    type: fc.oneof(fc.constantFrom('orchestrator', 'alerter'), text),
    flavor: text,
    name: text,
    uuid: fc.oneof(fc.uuid(), text),
    config: fc
      .oneof(
        text,
        fc.constantFrom('a: *b', '? [x]', '- '.repeat(500), '!!js/function x', 'name: x\nuuid: 1', '{{{{'),
        fc
          .record({ name: text, uuid: fc.uuid() })
          .map(({ name, uuid }) => `name: ${JSON.stringify(name)}\nuuid: ${uuid}\n`),
      )
      .map((yaml) => Buffer.from(yaml).toString('base64')),
  })
  .map((one) => one as object);

/** A run or a stack with such components, one of its members of any shape. */
const wrapped = fc
  .record({ name: text, components: fc.array(component, { maxLength: 3 }), key: words, by: json })
  .map(({ name, components, key, by }) =>
    JSON.stringify({
      name,
      components,
      pipeline: { name, docstring: null, steps: [{ name }] },
      stack: { name, components },
      runtime_configuration: {},
      ...components[0],
      [key]: by,
    }),
  );

const payload = fc.oneof(
  json.map((value) => JSON.stringify(value) ?? ''),
  bent,
  wrapped,
  text,
  fc.constantFrom('{"a":1,"a":2}', '[1e400]', '"\\ud800"', '{"identifier":"\\u0000"}', '['.repeat(65)),
);

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
          fc.array(text, { minLength: 5, maxLength: 5 }),
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
              text,
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
