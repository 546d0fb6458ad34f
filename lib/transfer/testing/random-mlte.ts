import fc from 'fast-check';
import type { FixtureMember } from '@/lib/archives/testing/archives';
import { FileNames } from '@/lib/mlte/file-names';
import { body } from '@/lib/testing/artifacts';

/** Few names, so that objects meet; some that folders write in two ways, or that no store takes. */
const name = fc.constantFrom(
  'm',
  'M',
  'a/b',
  'a___b',
  'con',
  'Ä',
  ' lead',
  '1.0',
  'x'.repeat(250),
  'tab\u0007',
);
const word = fc.constantFrom('Ripe', 'ripe', 'Taste', 'a/b', 'unlisted', '');
const text = fc.constantFrom('', 'One', 'Two', 'nul\0', '\ud800');
const LISTS = ['qa_categories', 'quality_attributes', 'tags', 'problem_types', 'colours'];

/** A file name of the name: as MLTE writes it, or escaped as an export from here may. */
const fileName = (own: string, isEscaped: boolean): string => {
  const names = new FileNames();
  const plain = names.give(own);
  return isEscaped ? names.give(own) : plain;
};
const json = (name_: string, value: unknown): FixtureMember => ({ name: name_, body: JSON.stringify(value) });

const listEntry = fc
  .record({
    list: fc.constantFrom(...LISTS),
    name: word,
    description: text,
    parent: fc.option(word),
    isEscaped: fc.boolean(),
  })
  .map(({ list, isEscaped, ...entry }) =>
    json(`custom_lists/${list}/${fileName(entry.name, isEscaped)}.json`, entry),
  );

const permissions = fc.constantFrom([], [{ resource_type: 'model', resource_id: 'm', method: 'put' }]);
const group = fc
  .record({ name: fc.oneof(name, fc.constant('admin')), permissions, isEscaped: fc.boolean() })
  .map(({ isEscaped, ...each }) => json(`users/groups/${fileName(each.name, isEscaped)}.json`, each));

const user = fc
  .record({
    username: name,
    email: fc.option(fc.constantFrom('a@example.org', 'nobody', 'nul\0@x')),
    full_name: fc.option(text),
    disabled: fc.boolean(),
    role: fc.constantFrom('admin', 'regular'),
    groups: fc.array(
      name.map((each) => ({ name: each })),
      { maxLength: 2 },
    ),
    hashed_password: fc.option(fc.constantFrom('no hash')),
    isEscaped: fc.boolean(),
  })
  .map(({ isEscaped, ...each }) => json(`users/users/${fileName(each.username, isEscaped)}.json`, each));

const catalogEntry = fc
  .record({
    catalog: fc.constantFrom('sample', 'own', ' lead'),
    name,
    tags: fc.array(word, { maxLength: 2 }),
    quality: word,
    code: text,
    creator: fc.option(name),
    isEscaped: fc.boolean(),
  })
  .map(({ catalog, isEscaped, quality, creator, ...each }) =>
    json(`catalogs/${catalog}/entries/${fileName(each.name, isEscaped)}.json`, {
      header: { identifier: each.name, creator, created: 1_600_000_000, updater: null, updated: -1 },
      tags: each.tags,
      quality_attribute: quality,
      code: each.code,
      description: each.code,
    }),
  );

const scenario = fc.constantFrom('card.default-qas_001', 'card.default-qas_002', 'own', null);
const artifactBody = fc.oneof(
  fc
    .record({
      scenarios: fc.array(fc.record({ identifier: scenario, quality: word, stimulus: text }), {
        maxLength: 2,
      }),
      problem_type: word,
      risks: fc.constantFrom([], { fp: 'a', fn: '', other: ['c'] }),
    })
    .map(({ scenarios, problem_type, risks }) => ({
      type: 'card',
      value: { system: { problem_type, risks }, system_requirements: scenarios },
    })),
  fc.array(scenario, { maxLength: 2 }).map((ids) => {
    const suite = body.suite() as { test_cases: object[] };
    return {
      type: 'suite',
      value: {
        test_cases: suite.test_cases.map((each) => ({
          ...each,
          qas_list: ids.filter((each_) => each_ !== null),
        })),
      },
    };
  }),
  fc
    .constantFrom('evidence', 'results', 'report')
    .map((type) => ({ type, value: body[type as 'evidence']() as object })),
  fc.constant({ type: 'evidence', value: { metadata: 'none' } }),
);
const artifact = fc
  .record({
    model: name,
    version: fc.option(name),
    base: fc.constantFrom('default', 'other', 'Default'),
    seconds: fc.constantFrom(1_700_000_000, -1, 1e12),
    creator: fc.option(name),
    content: artifactBody,
  })
  .map(({ model, version, base, seconds, creator, content: { type, value } }) => {
    const identifier = `${type}.${base}`;
    const folder = [model, ...(version === null ? [] : [version])]
      .map((each) => fileName(each, false))
      .join('/');
    return json(`models/${folder}/${identifier}.json`, {
      header: { identifier, type, timestamp: seconds, creator, level: 'version' },
      body: { artifact_type: type, ...value },
    });
  });

const manifest = fc
  .record({
    project: fc.constantFrom(null, 'default', 'Second'),
    models: fc.array(
      fc.record({
        folder: name.map((each) => fileName(each, false)),
        project: fc.constantFrom('default', 'second', 'x/y'),
        name,
      }),
      { maxLength: 3 },
    ),
  })
  .map((file) => json('assay.json', { format: 1, roles: [], ...file }));

/** The files of an MLTE file-system store of random objects, most of them sound; the first of a path counts. */
export const randomMlteStore: fc.Arbitrary<FixtureMember[]> = fc
  .tuple(
    fc.array(fc.oneof({ weight: 3, arbitrary: artifact }, listEntry, listEntry, catalogEntry, group, user), {
      minLength: 1,
      maxLength: 14,
    }),
    fc.option(manifest),
    fc.constantFrom(
      [],
      [{ name: 'README.md', body: 'hello' }],
      [{ name: 'models/notes.txt', body: 'hello' }],
    ),
  )
  .map(([members, own, more]) => {
    const all = [...members, ...(own === null ? [] : [own]), ...more];
    return all.filter(({ name: path }, n) => all.findIndex((each) => each.name === path) === n);
  });
