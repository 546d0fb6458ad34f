import { expect, test } from 'vitest';
import { COMPONENT_TYPES } from '@/db/schema';
import { fieldRemarks } from './field-remarks';
import { KNOWN_FLAVORS } from './known-flavors';

test('a configuration with just what its flavor needs has no remarks', () => {
  for (const { type, name, fields } of KNOWN_FLAVORS) {
    const given = Object.fromEntries(
      fields.filter((field) => field.isRequired).map((field) => [field.name, 'x']),
    );
    expect(fieldRemarks(type, name, { name: 'n', uuid: 'u', ...given }), name).toEqual([]);
  }
});

test('what is missing and what is unknown is told by name', () => {
  expect(fieldRemarks('artifact_store', 's3', { name: 'n', uuid: 'u', path: '', colour: 'red' })).toEqual([
    'The flavor s3 needs the field path.',
    'The flavor s3 of ZenML 0.8.1 does not know the field colour.',
  ]);
});

test('of a flavor that somebody declared nothing is known, so nothing is remarked', () => {
  expect(fieldRemarks('artifact_store', 'ours', { colour: 'red' })).toEqual([]);
});

test('the table names each flavor of a type once, and only types that there are', () => {
  const names = KNOWN_FLAVORS.map(({ type, name }) => `${type}/${name}`);
  expect(new Set(names).size).toBe(names.length);
  for (const { type } of KNOWN_FLAVORS) expect(COMPONENT_TYPES).toContain(type);
});
