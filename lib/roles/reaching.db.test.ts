import { eq, sql } from 'drizzle-orm';
import { describe, expect, it } from 'vitest';
import { grantsOf } from '@/db/queries/grants';
import { scopeCondition } from '@/db/queries/scope';
import { models, projects, roleAssignments, roles, teamMemberships, teams, users } from '@/db/schema';
import { testDatabase } from '@/db/testing/test-database';
import { can, readScope } from '@/lib/access/authorize';
import { createModel } from '@/lib/models/create-model';
import { addTeamMember } from '@/lib/teams/add-team-member';
import { createTeam } from '@/lib/teams/create-team';
import { ctxFor, makeProject, makeUser, SYSTEM, unique } from '@/lib/testing/world';
import { assignRole } from './assign-role';
import { createRole } from './create-role';

const database = testDatabase();
const system = () => ctxFor(database.opened, SYSTEM);

/** Somebody who reads models of a project through a team, and one model of another project directly. */
async function makeReader() {
  const project = await makeProject(database.opened);
  const other = await makeProject(database.opened);
  const reader = await makeUser(database.opened);
  const team = await createTeam(system(), { name: unique('team') });
  await addTeamMember(system(), { team: team.name, user: reader.name });
  const model = await createModel(system(), { project: other.name, name: 'one' });
  await createModel(system(), { project: other.name, name: 'two' });
  await createModel(system(), { project: project.name, name: 'three' });
  const all = await createRole(system(), {
    name: unique('all'),
    permissions: [{ operation: 'model', type: 'read' }],
  });
  const single = await createRole(system(), {
    name: unique('single'),
    permissions: [{ operation: 'model', type: 'read', resourceId: model.id }],
  });
  const byTeam = await assignRole(system(), { role: all.name, team: team.name, project: project.name });
  const direct = await assignRole(system(), { role: single.name, user: reader.name, project: other.name });
  /** Whether the way through the team, and the way to the one model, are open: by decision and by list. */
  const open = async () => {
    const need = { operation: 'model', type: 'read' } as const;
    const ctx = reader.ctx();
    const scope = await readScope(ctx, 'model');
    const listed = await database.opened.db
      .select({ name: models.name })
      .from(models)
      .where(sql`${models.projectId} in (${project.id}::uuid, ${other.id}::uuid)
        and ${scopeCondition(scope, models.projectId, models.id)}`);
    const names = listed.map((row) => row.name);
    expect(names).not.toContain('two');
    const decided = [
      await can(ctx, { ...need, projectId: project.id }),
      await can(ctx, { ...need, projectId: other.id, resourceId: model.id }),
    ];
    expect([names.includes('three'), names.includes('one')]).toEqual(decided);
    return decided;
  };
  return { reader, project, other, team, all, single, byTeam, direct, open };
}
type Reader = Awaited<ReturnType<typeof makeReader>>;

const gone = { deletedAt: new Date(), deletedByName: 'test' };
const past = { expiresAt: new Date(Date.now() - 1000) };

describe('what reaches a person', () => {
  it('is both ways, as long as nothing on them is gone', async () => {
    const world = await makeReader();
    expect(await world.open()).toEqual([true, true]);
    expect(await grantsOf(database.opened.db, world.reader.id, new Date())).toMatchObject([
      { roleName: world.all.name, teamName: world.team.name, projectId: world.project.id },
      { roleName: world.single.name, teamName: null, projectId: world.other.id, permissions: [] },
    ]);
  });

  it('is not what others and their teams hold', async () => {
    await makeReader();
    const stranger = await makeUser(database.opened);
    expect(await grantsOf(database.opened.db, stranger.id, new Date())).toEqual([]);
  });

  const db = () => database.opened.db;
  const closings: [string, (world: Reader) => Promise<unknown>, [boolean, boolean]][] = [
    [
      'the person is inactive',
      ({ reader }) => db().update(users).set({ isActive: false }).where(eq(users.id, reader.id)),
      [false, false],
    ],
    [
      'the person is deleted',
      ({ reader }) => db().update(users).set(gone).where(eq(users.id, reader.id)),
      [false, false],
    ],
    [
      'the team is deleted',
      ({ team }) => db().update(teams).set(gone).where(eq(teams.id, team.id)),
      [false, true],
    ],
    [
      'they leave the team',
      ({ team }) => db().delete(teamMemberships).where(eq(teamMemberships.teamId, team.id)),
      [false, true],
    ],
    [
      'the role is deleted',
      ({ all }) => db().update(roles).set(gone).where(eq(roles.id, all.id)),
      [false, true],
    ],
    [
      "the model's role is deleted",
      ({ single }) => db().update(roles).set(gone).where(eq(roles.id, single.id)),
      [true, false],
    ],
    [
      'the project is deleted',
      ({ project }) => db().update(projects).set(gone).where(eq(projects.id, project.id)),
      [false, true],
    ],
    [
      "the model's project is deleted",
      ({ other }) => db().update(projects).set(gone).where(eq(projects.id, other.id)),
      [true, false],
    ],
    [
      'the assignment has expired',
      ({ byTeam }) => db().update(roleAssignments).set(past).where(eq(roleAssignments.id, byTeam.id)),
      [false, true],
    ],
    [
      "the model's assignment has expired",
      ({ direct }) => db().update(roleAssignments).set(past).where(eq(roleAssignments.id, direct.id)),
      [true, false],
    ],
    [
      'the assignment is on another project',
      ({ direct, project }) =>
        db().update(roleAssignments).set({ projectId: project.id }).where(eq(roleAssignments.id, direct.id)),
      [true, false],
    ],
  ];

  it.each(closings)('is cut off when %s', async (_title, close, expected) => {
    const world = await makeReader();
    await close(world);
    expect(await world.open()).toEqual(expected);
  });
});
