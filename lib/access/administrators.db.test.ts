import { describe, expect, it } from 'vitest';
import { testDatabase } from '@/db/testing/test-database';
import { createModel } from '@/lib/models/create-model';
import { assignRole } from '@/lib/roles/assign-role';
import { createRole } from '@/lib/roles/create-role';
import { addTeamMember } from '@/lib/teams/add-team-member';
import { createTeam } from '@/lib/teams/create-team';
import { ctxFor, makeProject, makeUser, SYSTEM, unique } from '@/lib/testing/world';
import { administratorsFor } from './authorize';

const database = testDatabase();
const system = () => ctxFor(database.opened, SYSTEM);
const refusalOf = async (refused: Promise<unknown>): Promise<string> => {
  const error: unknown = await refused.then(() => null).catch((thrown: unknown) => thrown);
  return error instanceof Error ? error.message : String(error);
};

describe('who a refusal says can help', () => {
  it('names who shares a project with the reader, and nobody else', async () => {
    const [project, other] = [await makeProject(database.opened), await makeProject(database.opened)];
    const [ada, local, elsewhere, reader] = [
      await makeUser(database.opened, { role: 'admin' }),
      await makeUser(database.opened),
      await makeUser(database.opened),
      await makeUser(database.opened),
    ];
    await assignRole(system(), { role: 'admin', user: local.name, project: project.name });
    await assignRole(system(), { role: 'admin', user: elsewhere.name, project: other.name });
    await assignRole(system(), { role: 'viewer', user: reader.name, project: project.name });
    const inProject = await refusalOf(createModel(reader.ctx(), { project: project.name, name: 'm' }));
    expect(inProject).toMatch(/^You lack the permission model:create in this project\. /);
    expect(inProject).toContain(`${local.name} can give it.`);
    for (const unknown of [ada, elsewhere]) expect(inProject).not.toContain(unknown.name);
    const inStore = await refusalOf(createRole(reader.ctx(), { name: unique('role'), permissions: [] }));
    expect(inStore).toContain('An administrator can give it.');
  });

  it('names nobody any more once what they shared has ended', async () => {
    const project = await makeProject(database.opened);
    const [ada, reader] = [
      await makeUser(database.opened, { role: 'admin' }),
      await makeUser(database.opened),
    ];
    const end = new Date(Date.now() + 60_000);
    await assignRole(system(), { role: 'viewer', user: ada.name, project: project.name, expiresAt: end });
    await assignRole(system(), { role: 'viewer', user: reader.name, project: project.name });
    expect(await administratorsFor(reader.ctx(), null)).toBe(ada.name);
    expect(await administratorsFor({ ...reader.ctx(), now: end }, null)).toBe('An administrator');
  });

  it('names who is in a team with the reader, and everybody to who may read assignments, never oneself', async () => {
    const [ada, reader] = [
      await makeUser(database.opened, { role: 'admin' }),
      await makeUser(database.opened),
    ];
    const team = await createTeam(system(), { name: unique('team') });
    expect(await administratorsFor(reader.ctx(), null)).toBe('An administrator');
    for (const user of [ada, reader]) await addTeamMember(system(), { team: team.name, user: user.name });
    expect(await administratorsFor(reader.ctx(), null)).toBe(ada.name);
    const other = await makeUser(database.opened, { role: 'admin' });
    const names = await administratorsFor(other.ctx(), null);
    expect(names).not.toBe('An administrator');
    expect(names.split(' or ')).not.toContain(other.name);
  });

  it('holds for what may not be given, too', async () => {
    const project = await makeProject(database.opened);
    const [giver, someone, role] = [
      await makeUser(database.opened),
      await makeUser(database.opened),
      unique('role'),
    ];
    await createRole(system(), {
      name: role,
      permissions: [
        { operation: 'role_assignment', type: 'create' },
        { operation: 'role_assignment', type: 'read' },
      ],
    });
    await assignRole(system(), { role, user: giver.name, project: project.name });
    const refused = await refusalOf(
      assignRole(giver.ctx(), { role: 'maintainer', user: someone.name, project: project.name }),
    );
    expect(refused).toMatch(/^You cannot give .+ because you do not hold it for as long yourself\. /);
    expect(refused).toMatch(/can give it\.$/);
    expect(refused).not.toContain(giver.name);
  });
});
