import fc from 'fast-check';
import { expect, it } from 'vitest';
import { testDatabase } from '@/db/testing/test-database';
import { newId } from '@/lib/core/id';
import { nameKey, nameProblem } from '@/lib/core/name';
import { importWorld } from '@/lib/transfer/testing/import-world';
import { importZen } from './zen-import';
import type { ZenStore } from './zen-objects';

const database = testDatabase({ fresh: true });
const { importer } = importWorld(() => database.opened);

const POOL = Array.from({ length: 6 }, () => newId());
const id = fc.constantFrom(...POOL);
const name = fc.oneof(
  fc.string({ unit: 'grapheme', maxLength: 8 }),
  fc.constantFrom('Ada', 'ada', '../../up', 'a/b', 'admin'),
);
const createdAt = fc.option(fc.date({ min: new Date(0), noInvalidDate: true }));
const named = fc.uniqueArray(fc.record({ id, name, createdAt, description: fc.constant(null) }), {
  maxLength: 5,
  selector: (item) => item.id,
});
const store = fc.record({
  users: named,
  teams: named,
  projects: named,
  roles: named,
  members: fc.array(fc.record({ team: id, user: id }), { maxLength: 6 }),
  assignments: fc.array(
    fc.record({ id, createdAt, role: id, user: fc.option(id), team: fc.option(id), project: fc.option(id) }),
    { maxLength: 6 },
  ),
  stacks: fc.array(
    fc.record({
      name,
      createdAt,
      components: fc.array(fc.record({ type: fc.constantFrom('orchestrator', 'nonsense'), name }), {
        maxLength: 3,
      }),
    }),
    { maxLength: 4 },
  ),
});

it('whatever names, dates and references hold, each object has one fate, and only whole ties are taken', {
  timeout: 120_000,
}, async () => {
  await fc.assert(
    fc.asyncProperty(store, async (parts) => {
      const whole: ZenStore = {
        ...parts,
        profile: null,
        flavors: [],
        components: [],
        associations: [],
        problems: [],
        runs: async function* () {},
      };
      const { lines } = await importZen(importer(), [whole], { project: null, dryRun: true });
      const fates = (kind: string, ...actions: string[]) =>
        lines.filter((line) => line.kind === kind && (actions.length === 0 || actions.includes(line.action)))
          .length;
      /** Whose name can be one, and is no other spelling of a name that came before. */
      const good = (kind: 'users' | 'teams' | 'roles' | 'projects') => {
        const spellings = new Map<string, string>();
        const taken = parts[kind].filter(({ name: own }) => {
          if (nameProblem(own, 'Name', 'path') !== null) return false;
          if (kind === 'users' && nameKey(own) === 'me') return false;
          const first = spellings.get(nameKey(own)) ?? own;
          spellings.set(nameKey(own), first);
          return first === own;
        });
        return new Set(taken.map((item) => item.id));
      };
      const [users, teams, roles, projects] = [good('users'), good('teams'), good('roles'), good('projects')];
      expect(fates('user')).toBe(parts.users.length);
      expect(fates('user', 'refused')).toBe(parts.users.length - users.size);
      expect(fates('stack')).toBe(parts.stacks.length);
      const ties = parts.members.filter(({ team, user }) => teams.has(team) && users.has(user));
      expect(fates('membership', 'take', 'present')).toBe(ties.length);
      const complete = parts.assignments.filter(
        ({ role, user, team, project }) =>
          roles.has(role) &&
          (user === null) !== (team === null) &&
          (user === null || users.has(user)) &&
          (team === null || teams.has(team)) &&
          (project === null || projects.has(project)),
      );
      expect(fates('role_assignment', 'take', 'present')).toBe(complete.length);
      expect(fates('role_assignment', 'refused')).toBe(parts.assignments.length - complete.length);
    }),
    { numRuns: 40 },
  );
});
