import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { OPERATIONS, PERMISSION_TYPES } from '@/db/schema';
import { BUILT_IN_ROLES } from '@/db/seed/built-in-roles';
import type { TokenLimit } from './decide';
import { type Need, type Operation, permittedProjects, permitting, type Reach } from './decide';

const P = 'project-p';
const Q = 'project-q';

/** Types permitted to: admin, maintainer, viewer, runner everywhere; the same four on P. */
type Row = readonly [string, string, string, string, string, string, string, string];
const work: Row = ['crud', 'crud', 'r', 'r', 'crud', 'crud', 'r', 'r'];
const workInStore: Row = ['crud', 'crud', 'r', 'r', '', '', '', ''];
const runs: Row = ['crud', 'crud', 'r', 'cr', 'crud', 'crud', 'r', 'cr'];
const runsInStore: Row = ['crud', 'crud', 'r', 'cr', '', '', '', ''];
const shared: Row = ['crud', 'crud', 'r', 'r', 'r', 'r', 'r', 'r'];
const administrators: Row = ['crud', '', '', '', '', '', '', ''];
const localToo: Row = ['crud', '', '', '', 'crud', '', '', ''];
const secrets: Row = ['r', '', '', 'r', '', '', '', ''];
const guard = (type: string): Row => [type, '', '', '', '', '', '', ''];

/** What design §5 says, written out: asked in the store, and asked in project P. */
const TABLE: Record<Operation, { inStore: Row; inP: Row }> = {
  pipeline_run: { inStore: runsInStore, inP: runs },
  model: { inStore: workInStore, inP: work },
  artifact: { inStore: workInStore, inP: work },
  stack: { inStore: shared, inP: shared },
  stack_component: { inStore: shared, inP: shared },
  flavor: { inStore: shared, inP: shared },
  catalog: { inStore: shared, inP: shared },
  custom_list: { inStore: shared, inP: shared },
  user: { inStore: administrators, inP: administrators },
  team: { inStore: administrators, inP: administrators },
  role: { inStore: administrators, inP: administrators },
  token: { inStore: administrators, inP: administrators },
  role_assignment: { inStore: administrators, inP: localToo },
  audit: { inStore: administrators, inP: localToo },
  project: {
    inStore: ['crud', 'r', 'r', 'r', '', '', '', ''],
    inP: ['crud', 'r', 'r', 'r', 'crud', 'r', 'r', 'r'],
  },
  secret: { inStore: secrets, inP: secrets },
  escalation: { inStore: guard('u'), inP: guard('u') },
  view_as: { inStore: guard('r'), inP: guard('r') },
};

const COLUMNS = [null, P].flatMap((projectId) =>
  BUILT_IN_ROLES.map(({ name, permissions }) => ({
    title: `${name} ${projectId === null ? 'everywhere' : 'on P'}`,
    grant: {
      projectId,
      permissions: permissions.map((permission) => `${permission.operation}:${permission.type}`),
    },
  })),
);

const may = (grants: readonly Reach[], need: Need, limit: TokenLimit | null = null) =>
  permitting(grants, need, limit).length > 0;

const answer = (
  grant: Reach,
  operation: Operation,
  projectId: string | null,
  limit: TokenLimit | null = null,
) =>
  PERMISSION_TYPES.filter((type) => may([grant], { operation, type, projectId }, limit))
    .map((type) => type.charAt(0))
    .join('');

describe('what built-in roles permit', () => {
  for (const [column, { title, grant }] of COLUMNS.entries())
    it(`is, for ${title}, what the table says, in the store, in P, and in another project`, () => {
      for (const operation of OPERATIONS) {
        const { inStore, inP } = TABLE[operation];
        const inQ = grant.projectId === null ? inP[column] : '';
        expect(
          [null, P, Q].map((projectId) => `${operation}: ${answer(grant, operation, projectId)}`),
        ).toEqual([inStore[column], inP[column], inQ].map((types) => `${operation}: ${types}`));
      }
    });

  it('is nothing for nobody', () => {
    for (const operation of OPERATIONS)
      for (const type of PERMISSION_TYPES)
        for (const projectId of [null, P]) expect(may([], { operation, type, projectId })).toBe(false);
  });

  it('is nothing for a role without permissions, wherever it is assigned', () => {
    for (const projectId of [null, P])
      for (const operation of OPERATIONS)
        expect(answer({ projectId, permissions: [] }, operation, P)).toBe('');
  });

  it('shrinks to reads with a reading token, and to the project with a project’s token', () => {
    for (const [column, { grant }] of COLUMNS.entries())
      for (const operation of OPERATIONS) {
        const { inStore, inP } = TABLE[operation];
        const onP = inP[column < BUILT_IN_ROLES.length ? column + BUILT_IN_ROLES.length : column] ?? '';
        const reading = { readOnly: true, projectId: null };
        expect(answer(grant, operation, null, reading)).toBe(inStore[column]?.includes('r') ? 'r' : '');
        const local = { readOnly: false, projectId: P };
        expect(answer(grant, operation, P, local)).toBe(
          [...(inP[column] ?? '')].filter((type) => onP.includes(type)).join(''),
        );
        const ofQ = { readOnly: false, projectId: Q };
        expect(answer(grant, operation, P, ofQ)).toBe('');
        const readsShared = inP === shared && inStore[column]?.includes('r');
        expect(answer(grant, operation, null, ofQ)).toBe(grant.projectId === null && readsShared ? 'r' : '');
      }
  });
});

const word = fc
  .tuple(fc.constantFrom(...OPERATIONS), fc.constantFrom(...PERMISSION_TYPES))
  .map(([operation, type]) => `${operation}:${type}`);
const place = fc.constantFrom(null, P, Q);
const grantOf = fc.record({ projectId: place, permissions: fc.array(word, { maxLength: 6 }) });
const needOf: fc.Arbitrary<Need> = fc.record({
  operation: fc.constantFrom(...OPERATIONS),
  type: fc.constantFrom(...PERMISSION_TYPES),
  projectId: place,
});
const limitOf: fc.Arbitrary<TokenLimit | null> = fc.option(
  fc.record({ readOnly: fc.boolean(), projectId: place }),
);

describe('decisions', () => {
  it('never lose a permission by one more grant', () => {
    fc.assert(
      fc.property(fc.array(grantOf), grantOf, needOf, limitOf, (grants, more, need, limit) => {
        expect(may([...grants, more], need, limit)).toBe(
          may(grants, need, limit) || may([more], need, limit),
        );
      }),
    );
  });

  it('never permit a token what its owner may not', () => {
    fc.assert(
      fc.property(fc.array(grantOf), needOf, limitOf, (grants, need, limit) => {
        if (may(grants, need, limit)) expect(may(grants, need)).toBe(true);
      }),
    );
  });

  it('permit a project’s token nothing in other projects and nothing of the store but shared reads', () => {
    fc.assert(
      fc.property(fc.array(grantOf), needOf, fc.boolean(), (grants, need, readOnly) => {
        if (!may(grants, need, { readOnly, projectId: P })) return;
        expect(need.projectId === P || (need.projectId === null && need.type === 'read')).toBe(true);
        if (readOnly) expect(need.type).toBe('read');
      }),
    );
  });

  it('name exactly the projects in which they permit', () => {
    fc.assert(
      fc.property(fc.array(grantOf), needOf, limitOf, (grants, { operation, type }, limit) => {
        const named = permittedProjects(grants, operation, type, limit);
        for (const projectId of [P, Q])
          expect(named === 'all' || named.includes(projectId)).toBe(
            may(grants, { operation, type, projectId }, limit),
          );
      }),
    );
  });
});
