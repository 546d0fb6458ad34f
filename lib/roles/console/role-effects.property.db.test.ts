import fc from 'fast-check';
import { expect, it } from 'vitest';
import { OPERATIONS, PERMISSION_TYPES } from '@/db/schema';
import { GUARDS } from '@/db/seed/built-in-roles';
import { testDatabase } from '@/db/testing/test-database';
import { can, type RequiredPermission } from '@/lib/access/authorize';
import { createModel } from '@/lib/models/create-model';
import { isAdministeredInProject, isProjectScoped } from '@/lib/permissions/decide';
import { addTeamMember } from '@/lib/teams/add-team-member';
import { createTeam } from '@/lib/teams/create-team';
import { ctxFor, makeProject, makeUser, SYSTEM, unique } from '@/lib/testing/world';
import { assignRole } from '../assign-role';
import type { PermissionInput } from '../check-permissions';
import { createRole } from '../create-role';
import { updateRole } from '../update-role';
import { previewRoleChange } from './preview-role-change';
import type { NamedEffect, RoleEffects } from './role-effects';

const database = testDatabase();
const system = () => ctxFor(database.opened, SYSTEM);

/** A word on everything, or on one of the two models (operations model and artifact), or on the other role. */
const word = fc
  .record({
    operation: fc.constantFrom(...OPERATIONS, ...(['model', 'model', 'artifact', 'role'] as const)),
    type: fc.constantFrom(...PERMISSION_TYPES),
    on: fc.constantFrom(null, null, 0, 1),
  })
  .map((one) => ({ ...one, type: GUARDS[one.operation] ?? one.type }));
type Word = typeof word extends fc.Arbitrary<infer T> ? T : never;
const words = fc.array(word, { maxLength: 6 });

const worlds = fc.record({
  before: words,
  after: words,
  other: words,
  /** Which role, to whom (three people, then the team), and where (everywhere, the two projects). */
  assigned: fc.array(fc.tuple(fc.nat(1), fc.nat(3), fc.nat(2)), { maxLength: 7 }),
  members: fc.subarray([0, 1, 2]),
  maker: fc.option(fc.nat(2)),
});
type World = typeof worlds extends fc.Arbitrary<infer T> ? T : never;

async function build(world: World) {
  const projects = [await makeProject(database.opened), await makeProject(database.opened)];
  const people = await Promise.all([0, 1, 2].map(() => makeUser(database.opened)));
  const models: { id: string; projectId: string }[] = [];
  for (const [n, { id, name }] of projects.entries()) {
    const model = unique('model');
    // The first model is somebody's own, where it has a maker: making it brought them all of it.
    const maker = n === 0 && world.maker !== null ? people[world.maker] : undefined;
    if (maker !== undefined) {
      const may = await createRole(system(), {
        name: unique('maker'),
        permissions: [{ operation: 'model', type: 'create' }],
      });
      await assignRole(system(), { role: may.name, user: maker.name, project: name });
    }
    const made = await createModel(maker?.ctx() ?? system(), { project: name, name: model });
    models.push({ id: made.id, projectId: id });
  }
  const idle = await createRole(system(), { name: unique('idle'), permissions: [] });
  const asked = (some: readonly Word[]): PermissionInput[] =>
    some.map(({ operation, type, on }) => {
      if (on === null) return { operation, type };
      if (operation === 'model' || operation === 'artifact')
        return { operation, type, resourceId: models[on]?.id ?? null };
      return operation === 'role' ? { operation, type, resourceId: idle.id } : { operation, type };
    });
  const role = await createRole(system(), { name: unique('role'), permissions: asked(world.before) });
  const other = await createRole(system(), { name: unique('other'), permissions: asked(world.other) });
  const team = await createTeam(system(), { name: unique('team') });
  for (const n of world.members)
    await addTeamMember(system(), { team: team.name, user: people[n]?.name ?? '' });
  for (const [which, who, where] of world.assigned) {
    const project = where === 0 ? null : (projects[where - 1]?.name ?? null);
    const to = who === 3 ? { team: team.name } : { user: people[who]?.name ?? '' };
    await assignRole(system(), { role: [role, other][which]?.name ?? '', ...to, project });
  }
  return { projects, people, models, idle, role: role.name, after: asked(world.after) };
}
type Built = Awaited<ReturnType<typeof build>>;

/** Everything that can sensibly be asked: of the store, of each project, and of each single thing. */
function needsOf({ projects, models, idle }: Built): RequiredPermission[] {
  const places = [null, ...projects.map(({ id }) => id)];
  return OPERATIONS.flatMap((operation) =>
    PERMISSION_TYPES.flatMap((type): RequiredPermission[] => {
      const inProjects = isProjectScoped(operation) || isAdministeredInProject(operation);
      const plain = (inProjects ? places : [null]).map((projectId) => ({ operation, type, projectId }));
      if (operation === 'role') return [...plain, { operation, type, projectId: null, resourceId: idle.id }];
      if (operation !== 'model' && operation !== 'artifact') return plain;
      const single = models.map(({ id, projectId }) => ({ operation, type, projectId, resourceId: id }));
      return [...plain, ...single];
    }),
  );
}

/** The plain oracle: what each of the people may, asked one by one as their requests would. */
async function decisions({ people }: Built, needs: readonly RequiredPermission[]): Promise<boolean[][]> {
  return Promise.all(
    people.map(async (person) => {
      const ctx = person.ctx();
      const all: boolean[] = [];
      for (const need of needs) all.push(await can(ctx, need));
      return all;
    }),
  );
}

/** Holds what one person is told against what the oracle says changed for them, in one direction. */
function expectTold(
  told: readonly NamedEffect[],
  needs: readonly RequiredPermission[],
  { changed, still }: { changed: readonly boolean[]; still: readonly boolean[] },
  { projects }: Built,
): void {
  const nameOf = (id: string | null) => projects.find((project) => project.id === id)?.name ?? null;
  const isAbout = (effect: NamedEffect, { operation, type, projectId, resourceId }: RequiredPermission) => {
    if (effect.operation !== operation || effect.type !== type) return false;
    if (effect.resource !== null && effect.resource.resourceId !== resourceId) return false;
    const project = nameOf(projectId);
    if (project !== null && effect.exceptIn.includes(project)) return false;
    return effect.project === null || effect.project === project;
  };
  for (const [n, need] of needs.entries()) {
    const about = told.filter((effect) => isAbout(effect, need));
    const isTold = need.resourceId === undefined && about.length > 0;
    if (need.resourceId === undefined) expect(isTold, JSON.stringify(need)).toBe(changed[n]);
    else if (changed[n]) expect(about.length, JSON.stringify(need)).toBeGreaterThan(0);
  }
  for (const effect of told) {
    const mine = needs.map((need, n) => ({ need, n })).filter(({ need }) => isAbout(effect, need));
    expect(
      mine.some(({ n }) => changed[n]),
      JSON.stringify(effect),
    ).toBe(true);
    const kept = mine.filter(({ need, n }) => need.resourceId !== undefined && still[n]);
    if (effect.resource === null) expect(effect.exceptOn, JSON.stringify(effect)).toBe(kept.length);
  }
}

it('what a change of a role would take and give is what it takes and gives, person by person', {
  timeout: 240_000,
}, async () => {
  await fc.assert(
    fc.asyncProperty(worlds, async (world) => {
      const built = await build(world);
      const needs = needsOf(built);
      const [before, preview] = [
        await decisions(built, needs),
        await previewRoleChange(system(), { role: built.role, permissions: built.after }),
      ];
      await updateRole(system(), { role: built.role, permissions: built.after });
      const after = await decisions(built, needs);
      const effects: RoleEffects | null = preview.effects;
      for (const [n, person] of built.people.entries()) {
        const entry = effects?.entries.find(({ people }) => people.includes(person.name));
        const [was, is] = [before[n] ?? [], after[n] ?? []];
        const lost = was.map((one, at) => one && is[at] === false);
        const gained = is.map((one, at) => one && was[at] === false);
        expectTold(entry?.lost ?? [], needs, { changed: lost, still: is }, built);
        expectTold(entry?.gained ?? [], needs, { changed: gained, still: was }, built);
      }
    }),
    { numRuns: 30 },
  );
});
