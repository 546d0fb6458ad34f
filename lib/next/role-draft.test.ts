import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { OPERATIONS, PERMISSION_TYPES } from '@/db/schema';
import { url } from '@/lib/core/urls';
import { roleDraftOf, roleDraftQuery, wordsIn, wordsText } from './role-draft';

const permission = fc.record({
  operation: fc.constantFrom(...OPERATIONS),
  type: fc.constantFrom(...PERMISSION_TYPES),
  resourceId: fc.oneof(fc.constant(null), fc.uuid()),
});
const permissions = fc.uniqueArray(permission, {
  selector: ({ operation, type, resourceId }) => `${operation}:${type}:${resourceId}`,
  maxLength: 90,
});
const since = fc.option(fc.date({ noInvalidDate: true, min: new Date(0), max: new Date('2100-01-01') }));

describe('ticks of a role that are not saved', () => {
  it('come back from an address as they went in', () => {
    fc.assert(
      fc.property(permissions, since, (given, at) => {
        const address = new URL(
          url.role('a b', roleDraftQuery({ permissions: given, since: at })),
          'http://x',
        );
        const query = Object.fromEntries(address.searchParams);
        const draft = roleDraftOf(query, given);
        expect(draft?.since).toEqual(at);
        expect(draft?.permissions).toHaveLength(given.length);
        expect(draft?.permissions).toEqual(expect.arrayContaining(given));
      }),
    );
  });

  it('come back from a field as they went in', () => {
    fc.assert(
      fc.property(permissions, (given) => {
        expect(wordsIn(wordsText(given))).toEqual(given);
      }),
    );
  });

  it('are none without their mark, and hold nothing that there is not, whatever an address says', () => {
    expect(roleDraftOf({ 'model:read': 'on' }, [])).toBeNull();
    const alien = {
      draft: '1',
      since: 'yesterday',
      'model:paint': 'on',
      'model:read:x': 'on',
      'user:read': '1',
    };
    expect(roleDraftOf(alien, [])).toEqual({ permissions: [], since: null });
    fc.assert(
      fc.property(fc.dictionary(fc.string(), fc.string()), (query) => {
        expect(roleDraftOf({ ...query, draft: '1' }, [])?.permissions.length ?? 0).toBeLessThanOrEqual(72);
      }),
    );
  });
});
