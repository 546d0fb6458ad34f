import fc from 'fast-check';
import { expect, it } from 'vitest';
import { worlds } from '@/db/testing/seed';
import { testDatabase } from '@/db/testing/test-database';
import type { Ctx } from '@/lib/core/ctx';
import { createModel } from '@/lib/models/create-model';
import { updateUser } from '@/lib/people/update-user';
import type { Operation, PermissionType } from '@/lib/permissions/decide';
import { assignRole } from '@/lib/roles/assign-role';
import { createRole } from '@/lib/roles/create-role';
import { addTeamMember } from '@/lib/teams/add-team-member';
import { createTeam } from '@/lib/teams/create-team';
import { ctxFor, makeProject, makeUser, SYSTEM, unique } from '@/lib/testing/world';
import { canI } from './can-i';
import { whoCan } from './who-can';

const database = testDatabase({ fresh: true });
const system = () => ctxFor(database.opened, SYSTEM);

const OPERATIONS: readonly Operation[] = [
  'user',
  'project',
  'role_assignment',
  'stack',
  'pipeline_run',
  'model',
  'artifact',
  'custom_list',
  'audit',
];
const TYPES: readonly PermissionType[] = ['create', 'read', 'update', 'delete'];
/** Written down apart from the code that decides: design, section on access. */
const IN_PROJECTS = ['pipeline_run', 'model', 'artifact', 'role_assignment', 'audit', 'project'];
const READ_FROM_A_PROJECT = ['stack', 'custom_list'];

interface Word {
  readonly operation: Operation;
  readonly type: PermissionType;
  /** Index of the model that it names; null for everything. */
  readonly model: number | null;
}
interface Given {
  readonly role: number;
  readonly holder: { readonly user: number } | { readonly team: number };
  /** Index of the project, or null for everywhere. */
  readonly project: number | null;
  readonly isOver: boolean;
}
interface World {
  readonly roles: readonly (readonly Word[])[];
  readonly members: readonly (readonly number[])[];
  readonly given: readonly Given[];
  readonly isSwitchedOff: boolean;
}
interface Question {
  readonly operation: Operation;
  readonly type: PermissionType;
  readonly project: number | null;
  readonly model: number | null;
}

const [USERS, TEAMS, ROLES, PLACES] = [3, 2, 3, 2];
const below = (n: number) => fc.nat({ max: n - 1 });
const word: fc.Arbitrary<Word> = fc
  .record({
    operation: fc.constantFrom(...OPERATIONS),
    type: fc.constantFrom(...TYPES),
    model: fc.option(below(PLACES), { freq: 3 }),
  })
  .map((made) => (['model', 'artifact'].includes(made.operation) ? made : { ...made, model: null }));
const world: fc.Arbitrary<World> = fc.record({
  roles: fc.array(fc.array(word, { maxLength: 3 }), { minLength: ROLES, maxLength: ROLES }),
  members: fc.array(fc.uniqueArray(below(USERS)), { minLength: TEAMS, maxLength: TEAMS }),
  given: fc.uniqueArray(
    fc.record({
      role: below(ROLES),
      holder: fc.oneof(fc.record({ user: below(USERS) }), fc.record({ team: below(TEAMS) })),
      project: fc.option(below(PLACES), { freq: 2 }),
      isOver: fc.boolean(),
    }),
    { maxLength: 6, selector: ({ isOver: _, ...ends }) => JSON.stringify(ends) },
  ),
  isSwitchedOff: fc.boolean(),
});
const question: fc.Arbitrary<Question> = fc
  .record({
    operation: fc.constantFrom(...OPERATIONS),
    type: fc.constantFrom(...TYPES),
    project: fc.option(below(PLACES), { freq: 3 }),
    model: fc.option(below(PLACES), { freq: 2 }),
  })
  .map((asked) =>
    asked.model !== null && ['model', 'artifact'].includes(asked.operation)
      ? { ...asked, project: asked.model }
      : { ...asked, model: null },
  );

/** What the world as it was written down says, without any of the code that is tested. */
function oracle({ roles, members, given, isSwitchedOff }: World, user: number, asked: Question): boolean {
  if (isSwitchedOff && user === USERS - 1) return false;
  return given.some(({ role, holder, project, isOver }) => {
    if (isOver) return false;
    if ('user' in holder ? holder.user !== user : !members[holder.team]?.includes(user)) return false;
    const words = roles[role] ?? [];
    const isIt = (one: Word) => one.operation === asked.operation && one.type === asked.type;
    const general = words.filter(({ model }) => model === null);
    const applies = project === null || project === asked.project;
    if (asked.model !== null && applies && words.some((one) => isIt(one) && one.model === asked.model))
      return true;
    const sees = asked.operation === 'project' && asked.type === 'read' && asked.project !== null;
    if (sees && applies && words.some(({ model }) => model === asked.project)) return true;
    if (project === null) return general.some(isIt);
    if (general.length === 0) return false;
    const readsStore = asked.type === 'read' && READ_FROM_A_PROJECT.includes(asked.operation);
    if (asked.project === null) return readsStore;
    if (!applies) return false;
    return sees || readsStore || (general.some(isIt) && IN_PROJECTS.includes(asked.operation));
  });
}

const DAY_MS = 86_400_000;

async function build({ roles, members, given, isSwitchedOff }: World) {
  const { opened } = database;
  const users = await Promise.all(Array.from({ length: USERS }, () => makeUser(opened)));
  const places: { readonly project: string; readonly model: string }[] = [];
  for (let n = 0; n < PLACES; n += 1) {
    const { name: project } = await makeProject(opened);
    const { id: model } = await createModel(system(), { project, name: unique('model') });
    places.push({ project, model });
  }
  const teams = await Promise.all(members.map(() => createTeam(system(), { name: unique('team') })));
  for (const [n, team] of teams.entries())
    for (const user of members[n] ?? [])
      await addTeamMember(system(), { team: team.name, user: users[user]?.name ?? '' });
  const made: string[] = [];
  for (const words of roles) {
    const permissions = words.map(({ operation, type, model }) => ({
      operation,
      type,
      resourceId: model === null ? null : (places[model]?.model ?? null),
    }));
    made.push((await createRole(system(), { name: unique('role'), permissions })).name);
  }
  for (const { role, holder, project, isOver } of given)
    await assignRole(system(), {
      role: made[role] ?? '',
      ...('user' in holder
        ? { user: users[holder.user]?.name ?? '' }
        : { team: teams[holder.team]?.name ?? '' }),
      project: project === null ? null : (places[project]?.project ?? null),
      expiresAt: new Date(Date.now() + (isOver ? 1 : 3) * DAY_MS),
    });
  if (isSwitchedOff) await updateUser(system(), { user: users[USERS - 1]?.name ?? '', isActive: false });
  return { users, places };
}

/** The same request two days on, when some of the assignments are over. */
const later = (ctx: Ctx): Ctx => ({ ...ctx, now: new Date(Date.now() + 2 * DAY_MS) });

it('what somebody may, and who may, is what the world says that was written down', async () => {
  const owner = await makeUser(database.opened, { role: 'admin' });
  await fc.assert(
    fc.asyncProperty(
      world,
      fc.array(question, { minLength: 12, maxLength: 12 }),
      async (there, questions) => {
        const { users, places } = await build(there);
        const names = users.map(({ name }) => name);
        for (const asked of questions) {
          const { operation, type } = asked;
          const at = {
            operation,
            type,
            project: asked.project === null ? null : (places[asked.project]?.project ?? null),
            ...(asked.model !== null && { resource: places[asked.model]?.model ?? '' }),
          };
          const told = await whoCan(later(owner.ctx()), at);
          const may = names.filter((_, user) => oracle(there, user, asked));
          expect(
            told.people
              .map(({ user }) => user)
              .filter((name) => names.includes(name))
              .sort(),
          ).toEqual(may.toSorted());
          expect(told.others).toBe(0);
          for (const [user, person] of users.entries()) {
            // What one cannot see is not there to ask about.
            const sees = { operation: 'project', type: 'read', project: asked.project, model: null } as const;
            const reads = {
              operation: 'model',
              type: 'read',
              project: asked.model,
              model: asked.model,
            } as const;
            const isVisible =
              (asked.project === null || oracle(there, user, sees)) &&
              (asked.model === null || oracle(there, user, reads));
            const answer = canI(later(person.ctx()), at);
            if (!isVisible) await expect(answer).rejects.toMatchObject({ code: 'not_found' });
            else expect((await answer).allowed).toBe(oracle(there, user, asked));
          }
        }
      },
    ),
    { numRuns: worlds(4, 12) },
  );
}, 600_000);
