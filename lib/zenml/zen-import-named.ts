import type { Executor } from '@/db/client';
import type { PowerTransaction } from '@/db/queries/administrators';
import { isRowId, putIdAlias } from '@/db/queries/id-aliases';
import { findProject, insertProject } from '@/db/queries/projects';
import { findRole, insertRole } from '@/db/queries/roles';
import { findTeam, insertTeam } from '@/db/queries/teams';
import { findUser, insertUser } from '@/db/queries/users';
import { authorizeOpenly } from '@/lib/access/authorize';
import { textIssues } from '@/lib/access/text-field';
import type { Ctx } from '@/lib/core/ctx';
import { DomainError } from '@/lib/core/domain-error';
import { newId } from '@/lib/core/id';
import { checkName, nameKey } from '@/lib/core/name';
import { recordOutcome } from '@/lib/import-report/record-outcome';
import type { Outcome } from '@/lib/import-report/report';
import { roleNameHere } from '@/lib/mlte/role-name';
import { requireToTakeName } from '@/lib/people/take-name';
import { refuseIssues, userFieldIssues } from '@/lib/people/user';
import { requireToTakeProjectName } from '@/lib/projects/take-project-name';
import { changesBetween } from '@/lib/writes/changes';
import { exampleStamps } from '@/lib/writes/example';
import { declareWrite } from '@/lib/writes/write';
import type { NamedKind, ZenImportRun } from './zen-import-run';
import type { ZenNamed, ZenProject } from './zen-objects';

interface Found {
  readonly id: string;
  readonly name: string;
}

/** How one kind is checked and looked up. */
interface Making<T extends ZenNamed> {
  readonly kind: NamedKind;
  readonly check: (item: T) => void;
  /** What it is called here. */
  readonly nameHere?: (executor: Executor, item: T) => Promise<string>;
  readonly find: (executor: Executor, name: string) => Promise<(Found & Partial<ZenProject>) | null>;
  readonly descriptionOf?: (item: T) => string | null;
  /** Fields that differ from what is here, as sentences. */
  readonly differences?: (item: T, found: Partial<ZenProject>) => string[];
  readonly notes?: (item: T, nameHere: string) => string[];
}

type Stamps = ReturnType<ZenImportRun['stampedAt']>;
type NewRow = { id: string; name: string; nameKey: string } & Stamps;

/** How a row of each kind is made; a person, team or role arrives with nothing. */
const INSERTS: Readonly<
  Record<NamedKind, (tx: PowerTransaction, row: NewRow, description: string | null) => Promise<Found | null>>
> = {
  user: (tx, row) => insertUser(tx, row),
  team: (tx, row) => insertTeam(tx, row),
  project: (tx, row, description) => insertProject(tx, { ...row, description }),
  role: (tx, row) =>
    insertRole(tx, { ...row, origin: 'custom', description: 'A role of a ZenML store.' }, []),
};

const USERS: Making<ZenNamed> = {
  kind: 'user',
  check: ({ name }) => refuseIssues(userFieldIssues({ name })),
  find: findUser,
  notes: () => ['Arrives without a password.'],
};
const TEAMS: Making<ZenNamed> = {
  kind: 'team',
  check: ({ name }) => checkName(name, 'team name', 'path', 'name'),
  find: findTeam,
};
const PROJECTS: Making<ZenProject> = {
  kind: 'project',
  check: ({ name, description }) => {
    checkName(name, 'project name', 'path', 'name');
    refuseIssues(textIssues(description, 'Description', 'description'));
  },
  find: findProject,
  descriptionOf: ({ description }) => description || null,
  differences: (item, found) => {
    if ((item.description || null) === (found.description ?? null)) return [];
    return [item.description ? 'Another description is here.' : 'It has a description here, and none there.'];
  },
};
const ROLES: Making<ZenNamed> = {
  kind: 'role',
  check: ({ name }) => checkName(name, 'role name', 'path', 'name'),
  nameHere: (executor, { name }) => roleNameHere(executor, name),
  find: findRole,
  notes: ({ name }, nameHere) => [
    ...(name === nameHere ? [] : [`Arrives as ${nameHere}: ${name} is a built-in role.`]),
    'Arrives without permissions.',
  ],
};

export const importZenUsers = (run: ZenImportRun, items: readonly ZenNamed[]) => takeAll(run, USERS, items);
export const importZenTeams = (run: ZenImportRun, items: readonly ZenNamed[]) => takeAll(run, TEAMS, items);
export const importZenRoles = (run: ZenImportRun, items: readonly ZenNamed[]) => takeAll(run, ROLES, items);
export const importZenProjects = (run: ZenImportRun, items: readonly ZenProject[]) =>
  takeAll(run, PROJECTS, items);

async function takeAll<T extends ZenNamed>(
  run: ZenImportRun,
  making: Making<T>,
  items: readonly T[],
): Promise<void> {
  for (const item of items)
    await recordOutcome(run, making.kind, item.name || item.id, () => takeNamed(run, making, item));
}

/** What has the name here stays, and is found under the imported id from now on; else it is made, with that id where it is free. */
async function takeNamed<T extends ZenNamed>(
  run: ZenImportRun,
  making: Making<T>,
  item: T,
): Promise<Outcome> {
  const { kind } = making;
  const planned = run.plannedNamed[kind];
  making.check(item);
  const name = (await making.nameHere?.(run.ctx.db, item)) ?? item.name;
  const found = (await making.find(run.ctx.db, name)) ?? planned.get(name) ?? null;
  if (found !== null) {
    const isPlanned = planned.has(name);
    run.know(kind, item.id, { id: found.id, name: found.name, isPlanned });
    if (!run.dryRun && item.id !== found.id)
      await rememberId(run.ctx, { kind, alias: item.id, found, stamps: run.stampedAt(null) });
    const differences = making.differences?.(item, found) ?? [];
    if (differences.length > 0) return { name, action: 'differs', notes: differences };
    return { name, action: 'present', notes: name === item.name ? [] : [`It is called ${item.name} there.`] };
  }
  await run.folded.claim(run.ctx.db, kind, name);
  const notes = making.notes?.(item, name) ?? [];
  if (run.dryRun) {
    planned.set(name, { ...item, name, isPlanned: true });
    run.plan(true, kind, name);
    run.know(kind, item.id, { id: item.id, name, isPlanned: true });
    return { name, action: 'take', notes };
  }
  const description = making.descriptionOf?.(item) ?? null;
  const stamps = run.stampedAt(item.createdAt);
  const made = await createImportedNamed(run.ctx, { kind, importedId: item.id, name, description, stamps });
  run.know(kind, item.id, { ...made, isPlanned: false });
  return { name, action: 'take', notes };
}

interface NewNamed {
  readonly kind: NamedKind;
  /** The object's id in the store that is imported, which it keeps where that is free. */
  readonly importedId: string;
  readonly name: string;
  /** Of a project. */
  readonly description: string | null;
  readonly stamps: Stamps;
}

const createImportedNamed = declareWrite({
  verb: 'importNamed',
  asks: ['user:create', 'team:create', 'project:create', 'role:create'],
  audits: ['user.create', 'team.create', 'project.create', 'role.create'],
  example: ({ fresh }): NewNamed => ({
    kind: 'team',
    importedId: newId(),
    name: fresh('team'),
    description: null,
    stamps: exampleStamps(),
  }),
  ready: async (ctx: Ctx, { kind, name }: NewNamed) => {
    await authorizeOpenly(ctx, { operation: kind, type: 'create', projectId: null });
    if (kind === 'project') await requireToTakeProjectName(ctx, name, null);
  },
  move: async ({ tx, ctx, granter, tell }, _, { kind, importedId, name, description, stamps }) => {
    if (kind !== 'project') await requireToTakeName(tx, ctx, granter, { kind, name, ownId: null });
    const id = (await isRowId(tx, kind, importedId)) ? newId() : importedId;
    const row = { id, name, nameKey: nameKey(name), ...stamps };
    const made = await INSERTS[kind](tx, row, description);
    if (made === null) throw new DomainError('conflict', `Somebody has just made ${kind} ${name}.`);
    tell({
      action: `${kind}.create`,
      resourceType: kind,
      resourceId: made.id,
      resourceName: made.name,
      projectId: kind === 'project' ? made.id : null,
      changes: changesBetween(null, { name: made.name, description }),
      details: { imported: true },
    });
    return { id: made.id, name: made.name };
  },
});

interface ImportedId {
  readonly kind: NamedKind;
  readonly alias: string;
  /** What it means here. */
  readonly found: Found;
  readonly stamps: Stamps;
}

/** An id that some row bears goes on meaning that row. */
const rememberId = declareWrite({
  verb: 'rememberImportedId',
  asks: ['user:create', 'team:create', 'project:create', 'role:create'],
  audits: ['user.alias', 'team.alias', 'project.alias', 'role.alias'],
  example: async ({ team: name, idOf }): Promise<ImportedId> => ({
    kind: 'team',
    alias: newId(),
    found: { id: await idOf('team'), name },
    stamps: exampleStamps(),
  }),
  ready: (ctx: Ctx, { kind }: ImportedId) =>
    authorizeOpenly(ctx, { operation: kind, type: 'create', projectId: null }),
  write: async ({ tx, tell, tellNothing }, _, { kind, alias, found, stamps }) => {
    const { createdAt, createdById, createdByName } = stamps;
    const row = { kind, alias, targetId: found.id, createdAt, createdById, createdByName };
    if ((await isRowId(tx, kind, alias)) || !(await putIdAlias(tx, row))) {
      tellNothing();
      return;
    }
    tell({
      action: `${kind}.alias`,
      resourceType: kind,
      resourceId: found.id,
      resourceName: found.name,
      projectId: kind === 'project' ? found.id : null,
      changes: changesBetween(null, { alias }),
    });
  },
});
