import fc from 'fast-check';
import { body, postedArtifactText } from './artifacts';

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
export const anyText = fc.oneof(
  nasty,
  fc.string({ unit: 'binary', maxLength: 30 }),
  fc.string({ unit: 'grapheme' }),
);
/** As a client writes it into an address; half a surrogate pair becomes what bytes can say. */
export const encoded = (value: string): string => encodeURIComponent(Buffer.from(value).toString());

/** JSON of any shape, with the words that endpoints look for among its keys. */
const words = fc.constantFrom(
  ...['identifier', 'artifact', 'header', 'body', 'type', 'filter', 'filters', 'name', 'parent', 'force'],
  ...['id', 'item_type', 'artifact_type', 'value', 'expiresInDays', 'description', '__proto__', 'metadata'],
  ...['components', 'flavor', 'uuid', 'config', 'pipeline', 'steps', 'stack', 'runtime_configuration'],
  ...['role_name', 'entity_name', 'project_name', 'is_user', 'user_id', 'source', 'fields', 'permissions'],
  ...['upstream', 'status', 'startedAt', 'endedAt', 'configuration', 'commit', 'revision', 'step'],
  ...['code', 'tags', 'tag', 'property', 'quality_attribute', 'qualityAttribute', 'catalog_id', 'inputs'],
);
export const { json } = fc.letrec<{ json: unknown }>((tie) => ({
  json: fc.oneof(
    { depthSize: 'small' },
    fc.constantFrom(null, true, false, 0, -1, 1e308, 'card', 'and', 'property', 'evidence', 'all'),
    anyText,
    fc.array(tie('json'), { maxLength: 4 }),
    fc.dictionary(fc.oneof(words, anyText), tie('json'), { maxKeys: 5 }),
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
    const artifact = JSON.parse(postedArtifactText(type, body[type]())) as object;
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
    type: fc.oneof(fc.constantFrom('orchestrator', 'alerter'), anyText),
    flavor: anyText,
    name: anyText,
    uuid: fc.oneof(fc.uuid(), anyText),
    config: fc
      .oneof(
        anyText,
        fc.constantFrom('a: *b', '? [x]', '- '.repeat(500), '!!js/function x', 'name: x\nuuid: 1', '{{{{'),
        fc
          .record({ name: anyText, uuid: fc.uuid() })
          .map(({ name, uuid }) => `name: ${JSON.stringify(name)}\nuuid: ${uuid}\n`),
      )
      .map((yaml) => Buffer.from(yaml).toString('base64')),
  })
  .map((one) => one as object);

/** A run or a stack with such components, one of its members of any shape. */
const wrapped = fc
  .record({ name: anyText, components: fc.array(component, { maxLength: 3 }), key: words, by: json })
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

/** What is sent as the body of a request to a door. */
export const payload = fc.oneof(
  json.map((value) => JSON.stringify(value) ?? ''),
  bent,
  wrapped,
  anyText,
  fc.constantFrom('{"a":1,"a":2}', '[1e400]', '"\\ud800"', '{"identifier":"\\u0000"}', '['.repeat(65)),
);
