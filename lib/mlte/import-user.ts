import type { Executor } from '@/db/client';
import { insertAssignment } from '@/db/queries/assignments';
import { isPowerless } from '@/db/queries/import-people';
import { findRole, type RoleRow } from '@/db/queries/roles';
import { findUser, insertUser } from '@/db/queries/users';
import { authorizeOpenly } from '@/lib/access/authorize';
import type { Ctx } from '@/lib/core/ctx';
import { newId } from '@/lib/core/id';
import { nameKey } from '@/lib/core/name';
import { createdStamp, stamp } from '@/lib/core/stamp';
import type { Outcome } from '@/lib/import-report/report';
import { offerAdministration } from '@/lib/offers/keep-offer';
import { requireToTakeName } from '@/lib/people/take-name';
import { refuseIssues, userFieldIssues } from '@/lib/people/user';
import { changesBetween } from '@/lib/writes/changes';
import { declareWrite } from '@/lib/writes/write';
import type { ImportRun } from './import-run';
import { importedPassword } from './imported-password';
import type { UserFile } from './mlte-files';

/**
 * A person arrives without power: no administrator's role, only roles that permit nothing, and the password only where
 * its hash is a sound one. Whoever has the name already stays untouched.
 */
export async function importUser(run: ImportRun, name: string, file: UserFile): Promise<Outcome> {
  refuseIssues(userFieldIssues({ name }));
  if ((await findUser(run.ctx.db, name)) !== null) return here;
  await run.folded.claim(run.ctx.db, 'user', name);
  const notes: string[] = [];
  const wasAdmin = file.role === 'admin';
  if (wasAdmin) notes.push('Was an administrator there; arrives without that role.');
  if (file.disabled) notes.push('Arrives deactivated.');
  const password = await importedPassword(file.hashed_password);
  if (password.note !== null) notes.push(password.note);
  const [email, fullName] = [file.email || null, file.full_name || null];
  const odd = userFieldIssues({ email, fullName });
  notes.push(...odd.map(({ message }) => `Left out: ${message}`));
  const lacks = (path: string) => odd.some((issue) => issue.path === path);
  const person = {
    name,
    email: lacks('email') ? null : email,
    fullName: lacks('fullName') ? null : fullName,
    isActive: !file.disabled,
    passwordHash: password.hash,
    wasAdmin,
  };
  const unknown = file.groups.filter((group) => !run.groups.has(group));
  if (unknown.length > 0) notes.push(`Groups without a file are left out: ${unknown.join(', ')}.`);
  const groups = new Set(file.groups.filter((group) => run.groups.has(group)));
  for (const group of groups) run.groups.get(group)?.members.push(name);
  const roles = [...groups].flatMap((group) => run.groups.get(group)?.role ?? []);
  const withheld = run.dryRun
    ? (await sortRoles(run.ctx.db, roles)).withheld
    : await createImportedUser(run.ctx, { person, roles });
  if (withheld === null) return here;
  if (withheld.length > 0)
    notes.push(`Is not given roles that permit something by now: ${withheld.join(', ')}.`);
  return { action: 'take', notes };
}

const here: Outcome = {
  action: 'present',
  notes: ['A user of this name is here and stays as they are.'],
};

interface Person {
  readonly name: string;
  readonly email: string | null;
  readonly fullName: string | null;
  readonly isActive: boolean;
  readonly passwordHash: string | null;
  readonly wasAdmin: boolean;
}

interface ImportedUser {
  readonly person: Person;
  readonly roles: readonly string[];
}

/** Null when somebody else took the name meanwhile; else the roles that were withheld because they permit something. */
const createImportedUser = declareWrite({
  verb: 'importUser',
  asks: ['user:create'],
  audits: ['user.create'],
  example: ({ fresh }): ImportedUser => ({
    person: {
      name: fresh('user'),
      email: null,
      fullName: null,
      isActive: true,
      passwordHash: null,
      wasAdmin: false,
    },
    roles: [],
  }),
  ready: (ctx: Ctx, _: ImportedUser) =>
    authorizeOpenly(ctx, { operation: 'user', type: 'create', projectId: null }),
  move: async ({ tx, ctx, granter, tell, tellNothing }, _, input): Promise<string[] | null> => {
    const { wasAdmin, ...person } = input.person;
    const { name, email, fullName, isActive } = person;
    await requireToTakeName(tx, ctx, granter, { kind: 'user', name, ownId: null });
    const user = await insertUser(tx, { id: newId(), nameKey: nameKey(name), ...person, ...stamp(ctx) });
    if (user === null) {
      tellNothing();
      return null;
    }
    if (wasAdmin) await offerAdministration(tx, ctx, user.id);
    const { given, withheld } = await sortRoles(tx, input.roles);
    for (const role of given)
      await insertAssignment(tx, { id: newId(), roleId: role.id, userId: user.id, ...createdStamp(ctx) });
    tell({
      action: 'user.create',
      resourceType: 'user',
      resourceId: user.id,
      resourceName: user.name,
      projectId: null,
      changes: changesBetween(null, { name, email, fullName, isActive }),
      details: {
        imported: true,
        password: person.passwordHash !== null,
        roles: given.map((role) => role.name),
      },
    });
    return withheld;
  },
});

/** Roles that exist by now, by whether they permit nothing. */
async function sortRoles(
  executor: Executor,
  names: readonly string[],
): Promise<{ given: RoleRow[]; withheld: string[] }> {
  const [given, withheld]: [RoleRow[], string[]] = [[], []];
  for (const name of names) {
    const role = await findRole(executor, name);
    if (role === null) continue;
    if (await isPowerless(executor, role.id)) given.push(role);
    else withheld.push(role.name);
  }
  return { given, withheld };
}
