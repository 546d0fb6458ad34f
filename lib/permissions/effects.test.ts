import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { OPERATIONS, PERMISSION_TYPES } from '@/db/schema';
import { cellsOf, covers, type HeldAssignment } from './closure';
import type { Operation, PermissionType } from './decide';
import { lostBetween } from './effects';

const [P, Q] = ['project-p', 'project-q'];
const MODELS: Readonly<Record<string, string>> = { 'model-in-p': P, 'other-in-p': P, 'model-in-q': Q };

type Held = Parameters<typeof lostBetween>[0][number];

/** What a role permits where it is assigned: words like `model:read` or `model:read:model-in-p`. */
const held = (projectId: string | null, ...words: string[]): Held => ({
  projectId,
  permissions: words.map((word) => {
    const [operation, type, resourceId = null] = word.split(':');
    return {
      operation: operation as Operation,
      type: type as PermissionType,
      resourceId,
      resourceProjectId: resourceId === null ? null : (MODELS[resourceId] ?? null),
      resourceIsThere: true,
    };
  }),
});

/** What is lost, a line each: the power, where, on what, and what stays of it. */
const lost = (before: readonly Held[], after: readonly Held[]): string[] =>
  lostBetween(before, after)
    .map(({ operation, type, projectId, resourceId, exceptIn, exceptOn }) => {
      const except = [...exceptIn, ...exceptOn];
      return [`${operation}:${type}`, projectId ?? '-', resourceId ?? '-', ...except].join(' ');
    })
    .sort();

const SHARED = ['catalog', 'custom_list', 'flavor', 'stack', 'stack_component'];
const reads = SHARED.map((operation) => `${operation}:read - -`);

describe('what is lost between two states', () => {
  it('is nothing where the same is held another way', () => {
    expect(
      lost(
        [held(P, 'model:read')],
        [held(null, 'model:read', 'project:read', ...SHARED.map((o) => `${o}:read`))],
      ),
    ).toEqual([]);
    expect(lost([held(null, 'user:read:one')], [held(null, 'user:read')])).toEqual([]);
    expect(lost([], [held(null, 'user:read')])).toEqual([]);
  });

  it('is each power once, and with it what comes by itself in a project', () => {
    const one = held(P, 'model:read');
    expect(lost([one, one], [])).toEqual([...reads, `model:read ${P} -`, `project:read ${P} -`].sort());
    expect(lost([held(null, 'model:read'), held(null, 'model:read')], [])).toEqual(['model:read - -']);
  });

  it('leaves out what a wider loss includes', () => {
    const narrow = held(null, 'model:read:model-in-p');
    expect(lost([narrow], [])).toEqual([`model:read ${P} model-in-p`, `project:read ${P} -`]);
    expect(lost([narrow, held(P, 'model:read')], [])).toEqual(
      [...reads, `model:read ${P} -`, `project:read ${P} -`].sort(),
    );
    expect(lost([narrow, held(P, 'model:read'), held(null, 'model:read', 'project:read')], [])).toEqual(
      [...reads, 'model:read - -', 'project:read - -'].sort(),
    );
    expect(lost([held(null, 'user:read:one', 'user:read')], [])).toEqual(['user:read - -']);
  });

  it('keeps apart kinds, types, places and things', () => {
    expect(
      lost([held(null, 'model:read', 'model:update', 'artifact:read')], [held(null, 'model:update')]),
    ).toEqual(['artifact:read - -', 'model:read - -']);
    expect(lost([held(null, 'user:read:one', 'user:read:other')], [held(null, 'user:read:other')])).toEqual([
      'user:read - one',
    ]);
  });

  it('tells each of several things and places', () => {
    expect(lost([held(null, 'user:read:one', 'user:read:other')], [])).toEqual([
      'user:read - one',
      'user:read - other',
    ]);
    const [here, there] = [held(P, 'audit:read'), held(Q, 'audit:read')];
    expect(lost([here, there], [])).toEqual(
      [...reads, ...[P, Q].flatMap((id) => [`audit:read ${id} -`, `project:read ${id} -`])].sort(),
    );
  });

  it('names the projects in which it stays', () => {
    const before = [held(null, 'model:read', 'audit:read', 'user:read')];
    expect(lost(before, [held(P, 'model:read', 'user:read'), held(Q, 'audit:read')])).toEqual([
      `audit:read - - ${Q}`,
      `model:read - - ${P}`,
      'user:read - -',
    ]);
    expect(lost(before, [held(null, 'model:read:model-in-p'), held(Q, 'model:create')])).toEqual([
      'audit:read - -',
      'model:read - - model-in-p',
      'user:read - -',
    ]);
  });

  it('names no other project for what is lost in one, and one of which a model still tells', () => {
    expect(lost([held(P, 'model:read')], [held(Q, 'model:read')])).toEqual([
      `model:read ${P} -`,
      `project:read ${P} -`,
    ]);
    expect(lost([held(null, 'project:read')], [held(null, 'model:read:model-in-q')])).toEqual([
      `project:read - - ${Q}`,
    ]);
    expect(lost([held(null, 'stack:update', 'user:read')], [held(P, 'stack:update', 'user:read')])).toEqual([
      'stack:update - -',
      'user:read - -',
    ]);
  });

  it('names the things on which it stays, but for those in projects where all of it does', () => {
    const before = [held(null, 'model:read', 'user:read')];
    const left = held(null, 'model:read:model-in-p', 'model:read:model-in-q', 'user:read:one');
    expect(lost(before, [left])).toEqual(['model:read - - model-in-p model-in-q', 'user:read - - one']);
    expect(lost(before, [left, held(P, 'model:read')])).toEqual([
      `model:read - - ${P} model-in-q`,
      'user:read - - one',
    ]);
    expect(lost(before, [held(null, 'model:update:model-in-p', 'artifact:read:model-in-p')])).toEqual([
      'model:read - -',
      'user:read - -',
    ]);
  });

  it('of one project names only things there, and of one thing none', () => {
    const left = held(null, 'model:read:other-in-p', 'model:read:model-in-q');
    expect(lost([held(P, 'model:read')], [left])).toEqual([...reads, `model:read ${P} - other-in-p`].sort());
    expect(lost([held(null, 'model:read:model-in-p')], [left])).toEqual([`model:read ${P} model-in-p`]);
  });

  it('is covered by what is told, and by nothing that is not lost', () => {
    const word = fc
      .tuple(fc.constantFrom(...OPERATIONS), fc.constantFrom(...PERMISSION_TYPES))
      .chain(([operation, type]) =>
        fc.constantFrom(
          `${operation}:${type}`,
          `${operation}:${type}`,
          ...(operation === 'model' ? Object.keys(MODELS).map((id) => `model:${type}:${id}`) : []),
        ),
      );
    const state = fc.array(
      fc
        .tuple(fc.constantFrom(null, P, Q), fc.array(word, { maxLength: 6 }))
        .map(([projectId, words]) => held(projectId, ...words)),
      { maxLength: 4 },
    );
    const forGood = (one: Held): HeldAssignment => ({ ...one, until: null });
    fc.assert(
      fc.property(state, state, (before, after) => {
        const [was, is] = [before.map(forGood), after.map(forGood)];
        const told = lostBetween(before, after);
        for (const effect of told) {
          expect(covers(was, null, { ...effect, until: null })).toBe(true);
          expect(covers(is, null, { ...effect, until: null })).toBe(false);
          for (const projectId of effect.exceptIn)
            expect(covers(is, null, { ...effect, projectId, until: null })).toBe(true);
        }
        const covering = told.map(({ operation, type, projectId, resourceId }) =>
          held(projectId, `${operation}:${type}${resourceId === null ? '' : `:${resourceId}`}`),
        );
        for (const cell of was.flatMap(cellsOf))
          if (!covers(is, null, cell)) expect(covers(covering.map(forGood), null, cell)).toBe(true);
      }),
      { numRuns: 300 },
    );
  });
});
