import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { OPERATIONS, PERMISSION_TYPES } from '@/db/schema';
import { permitting } from './decide';
import { roleGrid } from './role-grid';
import { comesByItself, whyIdle } from './where-counts';

const grid = (
  ticked: readonly string[],
  places: { everywhere: boolean; onProjects: boolean } = { everywhere: false, onProjects: false },
  saved: readonly string[] = ticked,
) => roleGrid({ saved: new Set(saved), ticked: new Set(ticked), places });
const rowOf = (groups: ReturnType<typeof grid>, operation: string) =>
  groups.flatMap(({ rows }) => rows).find((row) => row.operation === operation);

describe('the grid of a role', () => {
  it('has each operation once, in the group that says where it counts', () => {
    const groups = grid([]);
    const all = groups.flatMap(({ rows }) => rows.map(({ operation }) => operation));
    expect([...all].sort()).toEqual([...OPERATIONS].sort());
    const of = Object.fromEntries(groups.map(({ group, rows }) => [group, rows.map((row) => row.operation)]));
    expect(of).toMatchObject({
      project: ['pipeline_run', 'model', 'artifact', 'project', 'role_assignment', 'audit'],
      registry: ['stack', 'stack_component', 'flavor', 'catalog', 'custom_list'],
      administration: ['user', 'team', 'role', 'token'],
      guards: ['secret', 'escalation', 'view_as'],
    });
  });

  it('offers every word but those that nothing asks for, and of each guard its one type', () => {
    const words = grid([]).flatMap(({ rows }) => rows.flatMap((row) => row.words));
    expect(words).toHaveLength(OPERATIONS.length * PERMISSION_TYPES.length);
    const idle = words.filter(({ isOffered }) => !isOffered).map(({ word }) => word);
    expect(idle.sort()).toEqual([
      'audit:create',
      'audit:delete',
      'audit:update',
      'escalation:create',
      'escalation:delete',
      'escalation:read',
      'role_assignment:update',
      'secret:create',
      'secret:delete',
      'secret:update',
      'token:create',
      'token:update',
      'view_as:create',
      'view_as:delete',
      'view_as:update',
    ]);
  });

  it('tells ticks that are not saved, and what comes by itself as soon as anything is ticked', () => {
    const groups = grid(['model:read'], undefined, ['artifact:read']);
    expect(rowOf(groups, 'model')?.words[1]).toMatchObject({ was: false, is: true });
    expect(rowOf(groups, 'artifact')?.words[1]).toMatchObject({ was: true, is: false });
    expect(rowOf(groups, 'stack')?.words[1]).toMatchObject({ is: false, byItself: true });
    const byItself = groups.flatMap(({ rows }) =>
      rows.flatMap(({ words }) => words.filter((word) => word.byItself).map(({ word }) => word)),
    );
    expect(byItself.sort()).toEqual([
      'catalog:read',
      'custom_list:read',
      'flavor:read',
      'project:read',
      'stack:read',
      'stack_component:read',
    ]);
    expect(rowOf(grid([]), 'stack')?.words[1]).toMatchObject({ byItself: false });
    expect(rowOf(grid(['model:read:one']), 'stack')?.words[1]).toMatchObject({ byItself: false });
  });

  it('names ticks that give nothing: to roles held on projects alone, and what nothing asks for', () => {
    const words = [
      'catalog:update',
      'catalog:read',
      'model:update',
      'user:read',
      'project:create',
      'audit:create',
    ];
    const onProjects = grid(words, { everywhere: false, onProjects: true });
    expect(rowOf(onProjects, 'catalog')?.notEverywhere).toEqual(['update']);
    expect(rowOf(onProjects, 'user')?.notEverywhere).toEqual(['read']);
    expect(rowOf(onProjects, 'project')?.notEverywhere).toEqual(['create']);
    expect(rowOf(onProjects, 'model')?.notEverywhere).toEqual([]);
    expect(rowOf(onProjects, 'audit')?.notAsked).toEqual(['create']);
    for (const places of [
      { everywhere: true, onProjects: true },
      { everywhere: false, onProjects: false },
    ])
      expect(rowOf(grid(words, places), 'catalog')?.notEverywhere).toEqual([]);
  });

  it('calls nothing idle or coming by itself that decisions say otherwise of', () => {
    const word = fc.record({
      operation: fc.constantFrom(...OPERATIONS),
      type: fc.constantFrom(...PERMISSION_TYPES),
    });
    fc.assert(
      fc.property(word, word, ({ operation, type }, other) => {
        const on = (permissions: string[]) =>
          [null, 'p'].some(
            (projectId) =>
              permitting([{ projectId: 'p', permissions }], { operation, type, projectId }).length > 0,
          );
        const text = `${operation}:${type}`;
        if (whyIdle({ operation, type }, { everywhere: false, onProjects: true }) === 'not everywhere')
          expect(on([text]) && text !== 'project:create').toBe(false);
        if (comesByItself({ operation, type })) expect(on([`${other.operation}:${other.type}`])).toBe(true);
      }),
    );
  });
});
