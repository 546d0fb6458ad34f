import { expect, it } from 'vitest';
import { ASKED_BY_NOTHING } from '@/lib/permissions/where-counts';
import { MLTE_TABLE } from '../mlte/table';
import { V1_TABLE } from '../v1/table';
import { ZENML_TABLE } from '../zenml/table';

it('no endpoint asks for a permission that the grid of a role says nothing asks for', () => {
  const asked = [...V1_TABLE, ...MLTE_TABLE, ...ZENML_TABLE].flatMap(({ access }) =>
    typeof access === 'object' ? [`${access.operation}:${access.type}`] : [],
  );
  expect(asked.length).toBeGreaterThan(100);
  expect(asked.filter((word) => ASKED_BY_NOTHING.has(word))).toEqual([]);
});
