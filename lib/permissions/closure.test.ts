import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { OPERATIONS, PERMISSION_TYPES } from '@/db/schema';
import { cellsOf, cellsThrough, covers, firstUncovered, type HeldAssignment } from './closure';
import type { TokenLimit } from './decide';
import { isProjectScoped, permitting } from './decide';

const P = 'project-p';
const Q = 'project-q';
const MODEL_OF = { 'model-in-p': P, 'model-in-q': Q } as const;

const permission = fc.record({
  operation: fc.constantFrom(...OPERATIONS),
  type: fc.constantFrom(...PERMISSION_TYPES),
});
const onModel = fc
  .record({
    operation: fc.constantFrom('model' as const, 'artifact' as const),
    type: fc.constantFrom(...PERMISSION_TYPES),
    resourceId: fc.constantFrom('model-in-p' as const, 'model-in-q' as const),
  })
  .map((one) => ({ ...one, resourceProjectId: MODEL_OF[one.resourceId], resourceIsThere: true }));
const plain = permission.map((one) => ({
  ...one,
  resourceId: null,
  resourceProjectId: null,
  resourceIsThere: true,
}));
const STORE_KINDS = ['user', 'role', 'catalog', 'custom_list'] as const;
/** On one thing of the store, which may be gone. */
const byName = fc.record({
  operation: fc.constantFrom(...STORE_KINDS),
  type: fc.constantFrom(...PERMISSION_TYPES),
  resourceId: fc.constantFrom('one', 'other'),
  resourceProjectId: fc.constant(null),
  resourceIsThere: fc.boolean(),
});
const end = fc.constantFrom(null, new Date(1000), new Date(2000));
const held: fc.Arbitrary<HeldAssignment> = fc.record({
  projectId: fc.constantFrom(null, P, Q),
  until: end,
  permissions: fc.array(fc.oneof(plain, onModel, byName), { maxLength: 8 }),
});
const limitOf: fc.Arbitrary<TokenLimit | null> = fc.option(
  fc.record({ readOnly: fc.boolean(), projectId: fc.constantFrom(null, P, Q) }),
);

const reach = (one: HeldAssignment) => ({
  projectId: one.projectId,
  permissions: one.permissions
    .filter(({ resourceId }) => resourceId === null)
    .map(({ operation, type }) => `${operation}:${type}`),
});
/** Everything that can sensibly be asked: scoped things in projects, the rest in the store, a project in itself. */
const NEEDS = OPERATIONS.flatMap((operation) =>
  PERMISSION_TYPES.flatMap((type) =>
    (isProjectScoped(operation)
      ? [P, Q, null]
      : ['role_assignment', 'audit', 'project'].includes(operation)
        ? [null, P, Q]
        : [null]
    ).map((projectId) => ({ operation, type, projectId })),
  ),
);

describe('the closure of grants', () => {
  it('covers what it is made of', () => {
    fc.assert(
      fc.property(held, (one) => {
        expect(firstUncovered([one], null, cellsOf(one))).toBeNull();
      }),
    );
  });

  it('lets nobody bring about a decision that they would not get themselves, at any time', () => {
    fc.assert(
      fc.property(fc.array(held, { maxLength: 4 }), limitOf, held, (own, limit, given) => {
        if (firstUncovered(own, limit, cellsOf(given)) !== null) return;
        for (const at of [500, 1500, 2500]) {
          const inForce = (one: HeldAssignment) => one.until === null || one.until.getTime() > at;
          if (!inForce(given)) continue;
          const mine = own.filter(inForce).map(reach);
          for (const need of NEEDS)
            if (permitting([reach(given)], need).length > 0) {
              const covered =
                permitting(mine, need, limit).length > 0 ||
                // Seeing a project may come from holding a model in it.
                (need.operation === 'project' && need.type === 'read');
              expect(covered, JSON.stringify(need)).toBe(true);
            }
        }
      }),
      { numRuns: 2000 },
    );
  });

  it('tells apart one model from another, and a model from all', () => {
    const all = { projectId: null, until: null, permissions: [] };
    const on = (resourceId: 'model-in-p' | 'model-in-q') => ({
      ...all,
      permissions: [
        {
          operation: 'model',
          type: 'read',
          resourceId,
          resourceProjectId: MODEL_OF[resourceId],
          resourceIsThere: true,
        } as const,
      ],
    });
    const everywhere = {
      ...all,
      permissions: [
        {
          operation: 'model',
          type: 'read',
          resourceId: null,
          resourceProjectId: null,
          resourceIsThere: true,
        } as const,
      ],
    };
    const [cell] = cellsOf(on('model-in-p'));
    const [wide] = cellsOf(everywhere);
    if (cell === undefined || wide === undefined) throw new Error('A role gives something.');
    expect(covers([on('model-in-p')], null, cell)).toBe(true);
    expect(covers([on('model-in-q')], null, cell)).toBe(false);
    expect(covers([everywhere], null, cell)).toBe(true);
    expect(covers([on('model-in-p'), on('model-in-q')], null, wide)).toBe(false);
    expect(covers([everywhere], { readOnly: false, projectId: Q }, cell)).toBe(false);
  });

  it('takes reading the store from a project for one power, whichever project it comes from', () => {
    const permissions = [
      { operation: 'model', type: 'read', resourceId: null, resourceProjectId: null, resourceIsThere: true },
    ] as const;
    const ofQ = [{ projectId: Q, until: null, permissions }];
    const onP = { type: 'read', projectId: P, resourceId: null, until: null } as const;
    expect(covers(ofQ, null, { ...onP, operation: 'stack' })).toBe(true);
    expect(covers(ofQ, null, { ...onP, operation: 'stack', type: 'update' })).toBe(false);
    expect(covers(ofQ, null, { ...onP, operation: 'model' })).toBe(false);
  });

  it('leaves out what an assignment does not bring where it is', () => {
    const permissions = [
      { operation: 'user', type: 'create', resourceId: null, resourceProjectId: null, resourceIsThere: true },
      {
        operation: 'model',
        type: 'read',
        resourceId: 'model-in-q',
        resourceProjectId: Q,
        resourceIsThere: true,
      },
    ] as const;
    const cells = cellsOf({ projectId: P, until: null, permissions });
    expect(cells.some((cell) => cell.operation === 'user' || cell.operation === 'model')).toBe(false);
  });

  it('lets a permission on one thing give that thing alone, where it is there and held everywhere', () => {
    fc.assert(
      fc.property(byName, fc.constantFrom(null, P), limitOf, (one, projectId, limit) => {
        const own = [{ projectId, until: null, permissions: [one] }];
        const { operation, type, resourceId } = one;
        const cell = { operation, type, projectId: null, resourceId, until: null };
        const given = one.resourceIsThere && projectId === null;
        expect(cellsOf({ projectId, until: null, permissions: [one] })).toEqual(given ? [cell] : []);
        const usable = limit === null || (limit.projectId === null && (!limit.readOnly || type === 'read'));
        expect(covers(own, limit, cell)).toBe(given && usable);
        // Neither another thing, nor all of them, nor another kind under the same id.
        expect(covers(own, null, { ...cell, resourceId: resourceId === 'one' ? 'other' : 'one' })).toBe(
          false,
        );
        expect(covers(own, null, { ...cell, resourceId: null })).toBe(false);
        for (const kind of STORE_KINDS)
          if (kind !== operation) expect(covers(own, null, { ...cell, operation: kind })).toBe(false);
        const all = { projectId: null, until: null, permissions: [{ ...one, resourceId: null }] };
        expect(covers([all], null, cell)).toBe(true);
      }),
    );
  });

  it('lets a permission on one model give that one alone, where it is held and as far as a token goes', () => {
    const permissions = [
      {
        operation: 'model',
        type: 'update',
        resourceId: 'model-in-p',
        resourceProjectId: P,
        resourceIsThere: true,
      },
    ] as const;
    const cell = {
      operation: 'model',
      type: 'update',
      projectId: P,
      resourceId: 'model-in-p',
      until: null,
    } as const;
    const seen = { operation: 'project', type: 'read', projectId: P, resourceId: null, until: null } as const;
    for (const projectId of [null, P, Q]) {
      const own = [{ projectId, until: null, permissions }];
      const given = projectId !== Q;
      expect(own.flatMap(cellsOf)).toEqual(given ? [cell, seen] : []);
      for (const limit of [
        null,
        ...[null, P, Q].flatMap((at) => [true, false].map((readOnly) => ({ readOnly, projectId: at }))),
      ]) {
        const usable = given && limit?.projectId !== Q;
        expect(covers(own, limit, cell), JSON.stringify([projectId, limit])).toBe(
          usable && limit?.readOnly !== true,
        );
        expect(covers(own, limit, seen), JSON.stringify([projectId, limit])).toBe(usable);
      }
      for (const other of [
        { ...cell, type: 'read' },
        { ...cell, operation: 'artifact' },
        { ...cell, resourceId: 'another-in-p' },
        { ...cell, resourceId: null },
        { ...seen, type: 'update' },
        { ...seen, projectId: Q },
      ] as const)
        expect(covers(own, null, other), JSON.stringify(other)).toBe(false);
    }
    const gone = permissions.map((one) => ({ ...one, resourceProjectId: null, resourceIsThere: false }));
    expect(cellsOf({ projectId: null, until: null, permissions: gone })).toEqual([]);
  });

  it('lets a permission on one thing of the store be used through a token that reads, to read', () => {
    for (const type of ['read', 'update'] as const) {
      const permissions = [
        { operation: 'user', type, resourceId: 'one', resourceProjectId: null, resourceIsThere: true },
      ] as const;
      const own = [{ projectId: null, until: null, permissions }];
      const cell = { operation: 'user', type, projectId: null, resourceId: 'one', until: null } as const;
      const through = (readOnly: boolean, projectId: string | null) =>
        covers(own, { readOnly, projectId }, cell);
      expect([through(true, null), through(false, null)]).toEqual([type === 'read', true]);
      expect([through(true, P), through(false, P)]).toEqual([false, false]);
      expect(covers(own, null, { ...cell, type: type === 'read' ? 'update' : 'read' })).toBe(false);
    }
  });

  it('counts of what a credential carries all that it decides, and nothing that its owner lacks', () => {
    fc.assert(
      fc.property(fc.array(held, { maxLength: 4 }), limitOf, (own, limit) => {
        const carried = cellsThrough(own, limit);
        for (const cell of carried) expect(covers(own, limit, cell), JSON.stringify(cell)).toBe(true);
        for (const need of NEEDS) {
          const decided = permitting(own.map(reach), need, limit).length > 0;
          const counted = carried.some(
            ({ operation, type, projectId, resourceId }) =>
              resourceId === null &&
              operation === need.operation &&
              type === need.type &&
              (projectId === null || projectId === need.projectId),
          );
          if (decided) expect(counted, JSON.stringify(need)).toBe(true);
        }
      }),
      { numRuns: 2000 },
    );
  });

  it('does not let a credential that ends soon pass for a power that does', () => {
    const model = {
      operation: 'model',
      type: 'read',
      resourceId: null,
      resourceProjectId: null,
      resourceIsThere: true,
    } as const;
    const own = [
      { projectId: null, until: null, permissions: [model] },
      { projectId: Q, until: new Date(1000), permissions: [{ ...model, type: 'delete' as const }] },
    ];
    const told = (limit: TokenLimit | null) =>
      cellsThrough(own, limit)
        .filter(({ operation }) => operation === 'model')
        .map(({ type, projectId, until }) => [type, projectId, until?.getTime() ?? null]);
    expect(told(null)).toEqual([
      ['read', null, null],
      ['delete', Q, 1000],
    ]);
    expect(told({ readOnly: true, projectId: Q })).toEqual([['read', Q, null]]);
    expect(told({ readOnly: false, projectId: P })).toEqual([['read', P, null]]);
  });

  it('lets nobody decide about one thing more widely than those whom they gave it', () => {
    fc.assert(
      fc.property(fc.array(held, { maxLength: 4 }), limitOf, held, (own, limit, given) => {
        if (firstUncovered(own, limit, cellsOf(given)) !== null) return;
        for (const cell of cellsOf(given))
          if (cell.resourceId !== null && cell.projectId === null) {
            const unbound = permitting(
              own.map(reach),
              { operation: cell.operation, type: cell.type, projectId: null },
              limit,
            );
            const bound = own.some(
              (one) =>
                one.projectId === null &&
                one.permissions.some(
                  (each) =>
                    each.resourceId === cell.resourceId &&
                    each.operation === cell.operation &&
                    each.type === cell.type,
                ),
            );
            expect(unbound.length > 0 || bound).toBe(true);
          }
      }),
      { numRuns: 2000 },
    );
  });
});
