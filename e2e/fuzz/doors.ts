import fc from 'fast-check';
import { z } from 'zod';
import { encoded, json, payload } from '../../lib/testing/nasty';
import type { Endpoint } from '../../lib/wire/endpoint';
import { MLTE_TABLE } from '../../lib/wire/mlte/table';
import { V1_TABLE } from '../../lib/wire/v1/table';
import { ZENML_TABLE } from '../../lib/wire/zenml/table';
import { named, value } from './names';
import { doorHeaders, type FuzzRequest, mostly, pathOf, query, type Way, who, words } from './parts';

interface Door {
  readonly door: string;
  readonly base: (project: string) => string;
  readonly table: readonly Endpoint[];
  readonly way: Way;
}

export const DOORS: readonly Door[] = [
  { door: 'the artifact door', base: (project) => `/p/${project}/api`, table: MLTE_TABLE, way: 'bearer' },
  { door: 'v1', base: () => '/api/v1', table: V1_TABLE, way: 'bearer' },
  { door: 'the zen door', base: () => '/api/zenml/{token}', table: ZENML_TABLE, way: 'address' },
];

/** Each endpoint with any names, query and body, by its own method or another. */
export const toDoor = ({ base, table, way }: Door): fc.Arbitrary<FuzzRequest> =>
  fc.constantFrom(...table).chain((endpoint) =>
    fc
      .record({
        who,
        way: mostly(fc.constant(way), fc.constant<Way>('cookie')),
        method: mostly(fc.constant(endpoint.method), words('GET POST PUT PATCH DELETE HEAD OPTIONS'), 20),
        project: named('project'),
        path: pathOf(endpoint.path),
        query: query(keysOf(endpoint.query)),
        headers: doorHeaders,
        body: bodyOf(endpoint.body),
        type: mostly(
          fc.constant(endpoint.path === '/token' ? 'application/x-www-form-urlencoded' : 'application/json'),
          words('application/x-www-form-urlencoded multipart/form-data text/plain;charset=utf-16'),
        ),
      })
      .map(({ project, path, query: requested, type, headers, ...rest }) => ({
        ...rest,
        target: `${base(encoded(project))}${path === '/' ? '' : path}${requested}`,
        headers: rest.body === null ? headers : { 'Content-Type': type, ...headers },
      })),
  );

/** The parts of a JSON schema that decide what a value looks like. */
interface Shape {
  readonly type?: string;
  readonly enum?: readonly unknown[];
  readonly const?: unknown;
  readonly anyOf?: readonly Shape[];
  readonly oneOf?: readonly Shape[];
  readonly items?: Shape;
  readonly properties?: Readonly<Record<string, Shape>>;
  readonly required?: readonly string[];
}

const shapeOf = (schema: z.ZodType): Shape =>
  z.toJSONSchema(schema, { io: 'input', unrepresentable: 'any' }) as Shape;

const keysOf = (schema: z.ZodType | undefined): string[] =>
  schema === undefined ? [] : Object.keys(shapeOf(schema).properties ?? {});

/** A body as the endpoint describes it, with any values; sometimes any body at all. */
function bodyOf(schema: z.ZodType | undefined): fc.Arbitrary<string | null> {
  if (schema === undefined) return mostly(fc.constant(null), payload);
  const described = shaped(shapeOf(schema)).map((it) => JSON.stringify(it) ?? '');
  return mostly(fc.oneof(described, payload), fc.constant(null), 20);
}

/** Values of a shape, and now and then one of another. */
function shaped(shape: Shape): fc.Arbitrary<unknown> {
  return mostly(exactly(shape), json, 15);
}

function exactly(shape: Shape): fc.Arbitrary<unknown> {
  const choices = shape.anyOf ?? shape.oneOf;
  if (choices !== undefined) return fc.oneof(...choices.map(shaped));
  if ('const' in shape) return fc.constant(shape.const);
  if (shape.enum !== undefined) return fc.constantFrom(...shape.enum);
  if (shape.type === 'string') return value;
  if (shape.type === 'integer') return fc.oneof(fc.integer({ min: -1, max: 400 }), fc.maxSafeInteger());
  if (shape.type === 'number') return fc.double({ noNaN: true });
  if (shape.type === 'boolean') return fc.boolean();
  if (shape.type === 'null') return fc.constant(null);
  if (shape.type === 'array') return fc.array(shaped(shape.items ?? {}), { maxLength: 3 });
  if (shape.properties === undefined) return json;
  const members = Object.entries(shape.properties).map(([name, member]) => [name, shaped(member)] as const);
  return fc.record(Object.fromEntries(members), { requiredKeys: [...(shape.required ?? [])] });
}
