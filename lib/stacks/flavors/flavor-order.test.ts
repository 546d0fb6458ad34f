import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { inFlavorOrder } from './flavor-order';

const order = (...names: string[]) =>
  Object.keys(inFlavorOrder('metadata_store', 'mysql', Object.fromEntries(names.map((name) => [name, 1]))));

describe('fields in the order of their flavor', () => {
  it('puts what the flavor needs first, then the rest as declared, then what it does not know by name', () => {
    expect(order('zebra', 'password', 'port', 'aunt', 'username', 'host')).toEqual([
      'host',
      'port',
      'username',
      'password',
      'aunt',
      'zebra',
    ]);
  });

  it('loses and adds nothing, whatever the fields are called', () => {
    fc.assert(
      fc.property(fc.dictionary(fc.string(), fc.integer()), (fields) => {
        expect({ ...inFlavorOrder('artifact_store', 's3', fields) }).toEqual({ ...fields });
      }),
    );
  });
});
