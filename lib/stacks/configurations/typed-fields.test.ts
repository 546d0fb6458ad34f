import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { branchOf } from '@/lib/forms/form-tree';
import { fastest } from '@/lib/testing/fastest';
import { type ConfigurationFields, maskedFields } from './configuration';
import { type FormValues, formValues, rowText } from './form-values';
import { KNOWN_FLAVORS, type KnownFlavor, knownFlavor } from './known-flavors';
import { isSecretField, MASK } from './secrets';
import { fieldsTyped, rowValue, typedIn } from './typed-fields';
import type { YamlValue } from './yaml';

/** What a browser sends of a form that nobody touched. */
function sent(flavor: KnownFlavor | null, { texts, rows }: FormValues): [string, string][] {
  const own = (flavor?.fields ?? []).flatMap(({ name, kind }): [string, string][] => {
    if (kind === 'flag') return texts[name] === 'true' ? [[`field.${name}`, 'on']] : [];
    return [isSecretField(name) ? [`secret.${name}`, ''] : [`field.${name}`, texts[name] ?? '']];
  });
  const others = rows.flatMap(({ name, value }, n): [string, string][] => [
    [`row.${n}.name`, name],
    [`row.${n}.value`, value],
  ]);
  return [...own, ...others];
}

const typedOf = (form: Iterable<readonly [string, string]>) => typedIn((root) => branchOf(form, root));

const typed = (
  flavor: KnownFlavor | null,
  form: Record<string, string>,
  stored: ConfigurationFields | null = null,
) => {
  const { fields, issues } = fieldsTyped(flavor, typedOf(Object.entries(form)), stored);
  return { fields: JSON.parse(JSON.stringify(fields)), issues };
};

const s3 = knownFlavor('artifact_store', 's3');
const mysql = knownFlavor('metadata_store', 'mysql');
const mlflow = knownFlavor('experiment_tracker', 'mlflow');

const scalar = fc.oneof(
  fc.string(),
  fc.integer(),
  fc.boolean(),
  fc.constant(null),
  fc.double({ noNaN: true }),
);
const value: fc.Arbitrary<YamlValue> = fc.oneof(
  // Beyond these YAML is read as text, so no configuration holds such a number.
  scalar.filter((each) => typeof each !== 'number' || (Math.abs(each) < 2 ** 53 && !Object.is(each, -0))),
  fc.array(fc.string(), { maxLength: 3 }),
  fc.dictionary(fc.stringMatching(/^[a-z_]{1,8}$/), fc.string(), { maxKeys: 3 }),
);

describe('a form of fields', () => {
  it('that nobody touched gives back what is stored, whatever the flavor', () => {
    const names = fc.oneof(
      fc.constantFrom(...KNOWN_FLAVORS.flatMap(({ fields }) => fields.map(({ name }) => name))),
      fc.stringMatching(/^[a-z][a-z0-9_]{0,12}$/),
    );
    fc.assert(
      fc.property(
        fc.constantFrom(null, ...KNOWN_FLAVORS),
        fc.dictionary(names, value, { maxKeys: 8 }),
        (flavor, drawn) => {
          const { name: _, uuid: __, ...rest } = drawn;
          const fields = JSON.parse(JSON.stringify(rest)) as ConfigurationFields;
          const stored = maskedFields(fields);
          const { fields: back, issues } = fieldsTyped(
            flavor,
            typedOf(sent(flavor, formValues(flavor, stored))),
            stored,
          );
          const needed = (flavor?.fields ?? []).filter(
            (field) => field.isRequired && [null, '', undefined].includes(fields[field.name] as string),
          );
          if (issues.length > 0) expect(issues).toHaveLength(needed.length);
          else expect(JSON.parse(JSON.stringify(back))).toEqual(JSON.parse(JSON.stringify(stored)));
        },
      ),
      { numRuns: 500 },
    );
  });

  it('writes of a new component what its client would: defaults, null for nothing', () => {
    expect(typed(s3, { 'field.path': ' s3://x ', 'secret.key': 'k' })).toEqual({
      issues: [],
      fields: {
        path: 's3://x',
        key: 'k',
        secret: null,
        token: null,
        client_kwargs: {},
        config_kwargs: {},
        s3_additional_kwargs: {},
      },
    });
    expect(typed(mlflow, { 'field.tracking_insecure_tls': 'on' }).fields).toMatchObject({
      tracking_insecure_tls: true,
    });
  });

  it('says beside each field what its flavor needs, and which number is none', () => {
    const { issues } = typed(mysql, { 'field.port': '33o6', 'field.host': ' ' });
    expect(issues.map(({ path }) => path)).toEqual(['field.host', 'field.port', 'field.database']);
    expect(issues[1]?.message).toBe("port must be a whole number, not '33o6'.");
    for (const port of ['1.5', '1e3', '007', '٣'])
      expect(typed(mysql, { 'field.port': port }).issues).toContainEqual(
        expect.objectContaining({ path: 'field.port' }),
      );
  });

  it('keeps, replaces and clears a secret, each on its own', () => {
    const stored = { host: 'h', port: 1, database: 'd', password: MASK, secret: MASK };
    const form = { 'field.host': 'h', 'field.port': '1', 'field.database': 'd' };
    expect(typed(mysql, form, stored).fields).toMatchObject({ password: MASK, secret: MASK });
    const changed = { ...form, 'secret.password': 'new', 'clear.4': 'secret' };
    expect(typed(mysql, changed, stored).fields).toMatchObject({ password: 'new', secret: null });
    const both = { ...changed, 'clear.5': 'password' };
    expect(typed(mysql, both, stored).issues).toMatchObject([{ path: 'secret.password' }]);
  });

  it('does not clear a secret that the flavor needs', () => {
    const wandb = knownFlavor('experiment_tracker', 'wandb');
    expect(typed(wandb, { 'clear.0': 'api_key' }, { api_key: MASK }).issues).toMatchObject([
      { path: 'secret.api_key' },
    ]);
  });

  it('takes no mask for a secret', () => {
    expect(typed(s3, { 'field.path': 'x', 'secret.key': MASK }).issues).toMatchObject([
      { path: 'secret.key' },
    ]);
    expect(typed(null, { 'row.0.name': 'token', 'row.0.value': MASK }).issues).toMatchObject([
      { path: 'row.0.value' },
    ]);
  });

  it.each([
    ['name', 'Every component'],
    ['uuid', 'Every component'],
    ['path', 'stands above'],
    ['a\u200bb', 'invisible'],
    ['', 'no name'],
  ])('has no other field called %j', (name, reason) => {
    const { issues } = typed(s3, { 'field.path': 'x', 'row.7.name': name, 'row.7.value': '1' });
    expect(issues).toMatchObject([{ path: 'row.7.name', message: expect.stringContaining(reason) }]);
  });

  it('refuses a field twice, and forgets rows that are empty', () => {
    const rows = { 'row.0.name': 'a', 'row.0.value': '1', 'row.1.name': 'a', 'row.1.value': '2' };
    expect(typed(null, rows).issues).toMatchObject([{ path: 'row.1.name' }]);
    expect(typed(null, { 'row.0.name': ' ', 'row.0.value': '' })).toEqual({ fields: {}, issues: [] });
  });

  it('refuses a bomb in a value quickly', () => {
    const bombs = ['[&a [1], *a]', `${'['.repeat(9_000)}`, '{a: &x {b: *x}}', `[${'"x",'.repeat(9_000)}]`];
    const refuseAll = () => {
      for (const bomb of bombs)
        expect(typed(null, { 'row.0.name': 'a', 'row.0.value': bomb }).issues).toMatchObject([
          { path: 'row.0.value' },
        ]);
    };
    expect(fastest(refuseAll)).toBeLessThan(500);
  });

  it('refuses what came twice and more rows than anybody types', () => {
    expect(() =>
      typedOf([
        ['field.a', '1'],
        ['field.a', '2'],
      ]),
    ).toThrow(/more than once/);
    const many = Array.from({ length: 201 }, (_, n): [string, string] => [`row.${n}.name`, 'x']);
    expect(() => typedOf(many)).toThrow(/200/);
  });

  it('takes every name that a field of a known flavor has', () => {
    const names = [...new Set(KNOWN_FLAVORS.flatMap(({ fields }) => fields.map(({ name }) => name)))];
    const { own } = typedOf(names.map((name) => [`field.${name}`, 'x']));
    expect([...own.keys()]).toEqual(names);
  });
});

describe('a value whose kind nothing tells', () => {
  it('is read back as what was written, text for text and number for number', () => {
    fc.assert(
      fc.property(value, (each) => {
        const { value: back } = rowValue('x', rowText(each));
        expect(JSON.parse(JSON.stringify(back))).toEqual(JSON.parse(JSON.stringify(each)));
      }),
      { numRuns: 500 },
    );
  });

  it.each([
    ['8080', 8080],
    ['"8080"', '8080'],
    ['true', true],
    ['null', null],
    ['host: x', 'host: x'],
    ['- x', '- x'],
    ['{a: 1}', { a: 1 }],
    ['# not a comment', '# not a comment'],
  ])('%j is read as %j', (text, expected) => {
    expect(JSON.parse(JSON.stringify(rowValue('x', text).value))).toEqual(expected);
  });
});
