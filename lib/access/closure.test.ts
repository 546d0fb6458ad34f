import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { OPERATIONS, PERMISSION_TYPES } from '@/db/schema';
import type { TokenLimit } from '@/lib/core/actor';
import { cellsOf, covers, firstUncovered, type Held } from './closure';
import { isProjectScoped, permitting } from './decide';

const P = 'project-p';
const Q = 'project-q';
const MODEL_OF = { 'model-in-p': P, 'model-in-q': Q } as const;

const word = fc.record({
  operation: fc.constantFrom(...OPERATIONS),
  type: fc.constantFrom(...PERMISSION_TYPES),
});
const onModel = fc
  .record({
    operation: fc.constantFrom('model' as const, 'artifact' as const),
    type: fc.constantFrom(...PERMISSION_TYPES),
    resourceId: fc.constantFrom('model-in-p' as const, 'model-in-q' as const),
  })
  .map((one) => ({ ...one, resourceProjectId: MODEL_OF[one.resourceId] }));
const plain = word.map((one) => ({ ...one, resourceId: null, resourceProjectId: null }));
const end = fc.constantFrom(null, new Date(1000), new Date(2000));
const held: fc.Arbitrary<Held> = fc.record({
  projectId: fc.constantFrom(null, P, Q),
  until: end,
  permissions: fc.array(fc.oneof(plain, onModel), { maxLength: 8 }),
});
const limitOf: fc.Arbitrary<TokenLimit | null> = fc.option(
  fc.record({ readOnly: fc.boolean(), projectId: fc.constantFrom(null, P, Q) }),
);

const reach = (one: Held) => ({
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
          const inForce = (one: Held) => one.until === null || one.until.getTime() > at;
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
        { operation: 'model', type: 'read', resourceId, resourceProjectId: MODEL_OF[resourceId] } as const,
      ],
    });
    const everywhere = {
      ...all,
      permissions: [{ operation: 'model', type: 'read', resourceId: null, resourceProjectId: null } as const],
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

  it('leaves out what an assignment does not bring where it is', () => {
    const permissions = [
      { operation: 'user', type: 'create', resourceId: null, resourceProjectId: null },
      { operation: 'model', type: 'read', resourceId: 'model-in-q', resourceProjectId: Q },
    ] as const;
    const cells = cellsOf({ projectId: P, until: null, permissions });
    expect(cells.some((cell) => cell.operation === 'user' || cell.operation === 'model')).toBe(false);
  });
});
