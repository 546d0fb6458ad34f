import type { Executor } from '@/db/client';
import type { PowerTransaction } from '@/db/queries/administrators';
import { isRowId, putIdAlias } from '@/db/queries/id-aliases';
import { findProject, insertProject } from '@/db/queries/projects';
import { findRole, insertRole } from '@/db/queries/roles';
import { findTeam, insertTeam } from '@/db/queries/teams';
import { findUser, insertUser } from '@/db/queries/users';
import { transact } from '@/db/transact';
import { audit } from '@/lib/access/audit';
import { movePower } from '@/lib/access/move-power';
import { requireToTakeName } from '@/lib/access/take-name';
import { requireToTakeProjectName } from '@/lib/access/take-project-name';
import { textIssues } from '@/lib/access/text-field';
import { refuseIssues, userFieldIssues } from '@/lib/access/user';
import { DomainError } from '@/lib/core/domain-error';
import { newId } from '@/lib/core/id';
import { checkName, nameKey } from '@/lib/core/name';
import type { Outcome } from './import-run';
import { roleNameHere } from './role-name';
import { settle } from './settle';
import type { NamedKind, ZenImportRun } from './zen-import-run';
import type { ZenNamed, ZenProject } from './zen-objects';

interface Found {
  readonly id: string;
  readonly name: string;
}

/** How one kind is looked up and made; a person, team or role arrives with nothing. */
interface Making<T extends ZenNamed> {
  readonly kind: NamedKind;
  readonly check: (item: T) => void;
  /** What it is called here. */
  readonly nameHere?: (executor: Executor, item: T) => Promise<string>;
  readonly find: (executor: Executor, name: string) => Promise<(Found & Partial<ZenProject>) | null>;
  readonly insert: (tx: PowerTransaction, row: NewRow, item: T) => Promise<Found | null>;
  /** Fields that differ from what is here, as sentences. */
  readonly differences?: (item: T, found: Partial<ZenProject>) => string[];
  readonly notes?: (item: T, nameHere: string) => string[];
}

type NewRow = { id: string; name: string; nameKey: string } & ReturnType<ZenImportRun['stampedAt']>;

const USERS: Making<ZenNamed> = {
  kind: 'user',
  check: ({ name }) => refuseIssues(userFieldIssues({ name })),
  find: findUser,
  insert: (tx, row) => insertUser(tx, row),
  notes: () => ['Arrives without a password.'],
};
const TEAMS: Making<ZenNamed> = {
  kind: 'team',
  check: ({ name }) => checkName(name, 'team name', 'path', 'name'),
  find: findTeam,
  insert: insertTeam,
};
const PROJECTS: Making<ZenProject> = {
  kind: 'project',
  check: ({ name, description }) => {
    checkName(name, 'project name', 'path', 'name');
    refuseIssues(textIssues(description, 'Description', 'description'));
  },
  find: findProject,
  insert: (tx, row, { description }) => insertProject(tx, { ...row, description: description || null }),
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
  insert: (tx, row) =>
    insertRole(tx, { ...row, origin: 'custom', description: 'A role of a ZenML store.' }, []),
  notes: ({ name }, nameHere) => [
    ...(name === nameHere ? [] : [`Arrives as ${nameHere}: ${name} is a built-in role.`]),
    'Arrives without permissions.',
  ],
};

export const takeUsers = (run: ZenImportRun, items: readonly ZenNamed[]) => takeAll(run, USERS, items);
export const takeTeams = (run: ZenImportRun, items: readonly ZenNamed[]) => takeAll(run, TEAMS, items);
export const takeRoles = (run: ZenImportRun, items: readonly ZenNamed[]) => takeAll(run, ROLES, items);
export const takeProjects = (run: ZenImportRun, items: readonly ZenProject[]) =>
  takeAll(run, PROJECTS, items);

async function takeAll<T extends ZenNamed>(
  run: ZenImportRun,
  making: Making<T>,
  items: readonly T[],
): Promise<void> {
  for (const item of items)
    await settle(run, making.kind, item.name || item.id, () => takeNamed(run, making, item));
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
    if (!run.dryRun) await rememberId(run, kind, item.id, found);
    const differences = making.differences?.(item, found) ?? [];
    if (differences.length > 0) return { name, action: 'differs', notes: differences };
    return { name, action: 'present', notes: name === item.name ? [] : [`It is called ${item.name} there.`] };
  }
  await run.folded.claim(run.ctx.db, kind, name);
  const notes = making.notes?.(item, name) ?? [];
  if (run.dryRun) {
    planned.set(name, { ...item, name, isPlanned: true });
    run.plan(kind, name);
    run.know(kind, item.id, { id: item.id, name, isPlanned: true });
    return { name, action: 'take', notes };
  }
  const made = await makeNamed(run, making, item, name);
  run.know(kind, item.id, { ...made, isPlanned: false });
  return { name, action: 'take', notes };
}

async function makeNamed<T extends ZenNamed>(
  run: ZenImportRun,
  { kind, insert }: Making<T>,
  item: T,
  name: string,
): Promise<Found> {
  const { ctx } = run;
  if (kind === 'project') await requireToTakeProjectName(ctx, name, null);
  return movePower(ctx, async (tx, granter) => {
    if (kind !== 'project') await requireToTakeName(tx, ctx, granter, { kind, name, ownId: null });
    const isFree = !(await isRowId(tx, kind, item.id));
    const id = isFree ? item.id : newId();
    const row = { id, name, nameKey: nameKey(name), ...run.stampedAt(item.createdAt) };
    const made = await insert(tx, row, item);
    if (made === null) throw new DomainError('conflict', `Somebody has just made ${kind} ${name}.`);
    const event = {
      action: `${kind}.create`,
      resourceType: kind,
      resourceId: made.id,
      resourceName: made.name,
      projectId: kind === 'project' ? made.id : null,
      details: { imported: true },
    };
    return { result: { id: made.id, name: made.name }, event };
  });
}

/** An id that some row bears goes on meaning that row. */
async function rememberId(run: ZenImportRun, kind: NamedKind, alias: string, found: Found): Promise<void> {
  const { ctx } = run;
  if (alias === found.id) return;
  await transact(ctx.db, async (tx) => {
    if (await isRowId(tx, kind, alias)) return;
    const { createdAt, createdById, createdByName } = run.stampedAt(null);
    const isNew = await putIdAlias(tx, {
      kind,
      alias,
      targetId: found.id,
      createdAt,
      createdById,
      createdByName,
    });
    if (!isNew) return;
    await audit(tx, ctx, {
      action: `${kind}.alias`,
      resourceType: kind,
      resourceId: found.id,
      resourceName: found.name,
      projectId: kind === 'project' ? found.id : null,
      details: { alias },
    });
  });
}
