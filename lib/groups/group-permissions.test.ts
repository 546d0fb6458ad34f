import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { OPERATIONS, PERMISSION_TYPES } from '@/db/schema';
import {
  type GroupPermission,
  METHODS,
  type NamedPermission,
  permissionSlug,
  RESOURCE_TYPES,
  rolePermissionsOf,
  splitPermissions,
} from './group-permissions';

const permission: fc.Arbitrary<GroupPermission> = fc.record({
  resource_type: fc.constantFrom(...RESOURCE_TYPES),
  resource_id: fc.constantFrom(null, 'a', 'b-c', 'x/y'),
  method: fc.constantFrom(...METHODS),
});
const word: fc.Arbitrary<NamedPermission> = fc.record({
  operation: fc.constantFrom(...OPERATIONS),
  type: fc.constantFrom(...PERMISSION_TYPES),
  resource: fc.constantFrom(null, 'a', 'b-c'),
});
const texts = (permissions: readonly NamedPermission[]) =>
  [...new Set(permissions.map(({ operation, type, resource }) => `${operation}:${type}:${resource}`))].sort();
const said = (type: GroupPermission['resource_type'], id: string | null, method: GroupPermission['method']) =>
  ({ resource_type: type, resource_id: id, method }) as const;

describe('the words of a group', () => {
  it('say neither more nor less than what came in, however it comes back', () => {
    fc.assert(
      fc.property(fc.array(permission, { maxLength: 12 }), (permissions) => {
        const words = rolePermissionsOf(permissions);
        const back = splitPermissions(words);
        expect(back.hidden).toEqual([]);
        expect(texts(rolePermissionsOf(back.permissions))).toEqual(texts(words));
        expect(splitPermissions(rolePermissionsOf(back.permissions)).permissions).toEqual(back.permissions);
      }),
    );
  });

  it('come back with every method that was said, or with any', () => {
    fc.assert(
      fc.property(fc.array(permission, { maxLength: 6 }), (permissions) => {
        const back = splitPermissions(rolePermissionsOf(permissions)).permissions.map(permissionSlug);
        for (const one of permissions)
          expect(
            back.includes(permissionSlug(one)) || back.includes(permissionSlug({ ...one, method: 'any' })),
          ).toBe(true);
      }),
    );
  });

  it('come back in the very same permissions as the groups that MLTE makes by itself', () => {
    for (const kind of RESOURCE_TYPES)
      for (const group of [
        [said(kind, null, 'get')],
        [said(kind, null, 'post')],
        [said(kind, null, 'put'), said(kind, null, 'delete')],
        [said(kind, 'm', 'get')],
        [said(kind, 'm', 'post'), said(kind, 'm', 'put'), said(kind, 'm', 'delete')],
        [said(kind, 'm', 'any')],
      ])
        expect(splitPermissions(rolePermissionsOf(group)).permissions).toEqual(group);
  });

  it('that MLTE cannot say are hidden and lost by nobody', () => {
    fc.assert(
      fc.property(fc.array(word, { maxLength: 20 }), (words) => {
        const { permissions, hidden } = splitPermissions(words);
        expect(texts([...rolePermissionsOf(permissions), ...hidden])).toEqual(texts(words));
      }),
    );
    const half = { operation: 'model', type: 'read', resource: null } as const;
    expect(splitPermissions([half])).toEqual({ permissions: [], hidden: [half] });
  });

  it('of who may make models open no model that is there', () => {
    expect(texts(rolePermissionsOf([said('model', null, 'post')]))).toEqual([
      'model:create:null',
      'project:read:null',
    ]);
  });

  it('about all models show the projects that they are in, and about one model add nothing to it', () => {
    for (const method of METHODS) {
      expect(texts(rolePermissionsOf([said('model', null, method)]))).toContain('project:read:null');
      expect(texts(rolePermissionsOf([said('model', 'm', method)])).join()).not.toContain('project');
    }
    const alone = { operation: 'project', type: 'read', resource: null } as const;
    expect(splitPermissions([alone])).toEqual({ permissions: [], hidden: [alone] });
  });

  it('of who may change all models write in all of them, as the edit group of MLTE does', () => {
    expect(texts(rolePermissionsOf([said('model', null, 'put')]))).toEqual([
      'artifact:create:null',
      'artifact:update:null',
      'model:update:null',
      'project:read:null',
    ]);
  });

  it('never reach from one resource to another', () => {
    fc.assert(
      fc.property(permission, (one) => {
        for (const each of rolePermissionsOf([one])) expect(each.resource).toBe(one.resource_id);
      }),
    );
  });
});

describe('permissionText', () => {
  it('writes a hyphen of a name as three underscores', () => {
    expect(permissionSlug(said('model', 'my-model/a', 'get'))).toBe('model-get-my___model/a');
    expect(permissionSlug(said('custom_list', null, 'any'))).toBe('custom_list-any');
  });
});
