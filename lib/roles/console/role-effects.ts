import { projectNames } from '@/db/queries/audit-lists';
import { type PermissionRow, wordsOfRoles } from '@/db/queries/reach';
import {
  countHoldersOfRole,
  type HeldRow,
  heldByPeople,
  holdersOfRole,
  livingTokensOf,
  type MadeModelsRow,
  madeByPeople,
  type OwnedTokenRow,
  type RoleHolderRow,
} from '@/db/queries/role-effects';
import { can } from '@/lib/access/authorize';
import type { Ctx } from '@/lib/core/ctx';
import { covers, type HeldAssignment } from '@/lib/permissions/closure';
import {
  isAdministeredInProject,
  isProjectScoped,
  type Operation,
  type PermissionType,
} from '@/lib/permissions/decide';
import { type Effect, lostBetween } from '@/lib/permissions/effects';
import { namesOf, type ResourceName } from './named-resource';

/** People of whom a preview is computed, by name; entries and names that it tells. */
const MOST_PEOPLE = 2000;
const MOST_ENTRIES = 20;
const MOST_NAMES = 8;
const MOST_UNCHANGED = 20;

/** One way by which the role reaches the people of an entry. */
interface EffectPath {
  /** Null: assigned directly. */
  readonly team: string | null;
  /** Null: everywhere. */
  readonly project: string | null;
  readonly expiresAt: Date | null;
}

/** A power that is gained or lost, as sentences tell it. */
export interface NamedEffect {
  readonly operation: Operation;
  readonly type: PermissionType;
  /** Null: everywhere, or of the store. */
  readonly project: string | null;
  /** In every project, and not only a thing of the store. */
  readonly isEverywhere: boolean;
  /** The one thing that it is about; null for all. */
  readonly resource: ResourceName | null;
  /** Projects in which nothing changes. */
  readonly exceptIn: readonly string[];
  /** How many single things nothing changes for. */
  readonly exceptOn: number;
}

/** People who gain and lose the same by the same paths. */
interface EffectEntry {
  readonly people: readonly string[];
  /** How many more there are in it. */
  readonly more: number;
  readonly paths: readonly EffectPath[];
  readonly lost: readonly NamedEffect[];
  readonly gained: readonly NamedEffect[];
  /** Tokens of its people that gain or lose with them; null for who may not read tokens. */
  readonly tokens: readonly { readonly name: string; readonly owner: string; readonly does: Does }[] | null;
}

type Does = 'loses' | 'gains' | 'loses and gains' | 'stays the same';

export interface RoleEffects {
  readonly losing: number;
  readonly gaining: number;
  /** Holders who neither gain nor lose; of those deactivated, nothing counts until they are reactivated. */
  readonly same: { readonly people: readonly string[]; readonly more: number };
  /** The worst first: losses before gains, then by how many it meets. */
  readonly entries: readonly EffectEntry[];
  /** People who gain or lose and are in no entry that is told. */
  readonly more: number;
  /** Holders who were not looked at, there being too many. */
  readonly unread: number;
}

interface Person {
  readonly id: string;
  readonly name: string;
  readonly paths: readonly RoleHolderRow[];
  readonly lost: readonly Counted[];
  readonly gained: readonly Counted[];
  readonly before: readonly HeldAssignment[];
  readonly after: readonly HeldAssignment[];
}

type Counted = Omit<Effect, 'exceptOn'> & { readonly exceptOn: number };

/**
 * What each holder of a role would gain and lose if it permitted `next` in place of what it does: what another role of
 * theirs gives as well is neither. Null for who may not read everybody's assignments and names.
 */
export async function roleEffects(
  ctx: Ctx,
  roleId: string,
  next: readonly PermissionRow[],
): Promise<RoleEffects | null> {
  for (const operation of ['role_assignment', 'user', 'team'] as const)
    if (!(await can(ctx, { operation, type: 'read', projectId: null }))) return null;
  const rows = await holdersOfRole(ctx.db, { roleId, now: ctx.now, limit: MOST_PEOPLE });
  const paths = groupedBy(rows, ({ userId }) => userId);
  const people = await compared(ctx, { roleId, next, paths });
  const changed = people.filter(({ lost, gained }) => lost.length + gained.length > 0);
  const groups = [...groupedBy(changed, likeness).values()].sort(worstFirst);
  const told = groups.slice(0, MOST_ENTRIES);
  const same = people.filter((person) => !changed.includes(person)).map(({ name }) => name);
  const total = paths.size < MOST_PEOPLE ? paths.size : await countHoldersOfRole(ctx.db, roleId, ctx.now);
  return {
    losing: changed.filter(({ lost }) => lost.length > 0).length,
    gaining: changed.filter(({ gained }) => gained.length > 0).length,
    same: { people: same.slice(0, MOST_UNCHANGED), more: Math.max(0, same.length - MOST_UNCHANGED) },
    entries: await entriesOf(ctx, told),
    more: groups.slice(MOST_ENTRIES).flat().length,
    unread: total - paths.size,
  };
}

/** Everybody whom the role reaches, with what they hold before and after. */
async function compared(
  ctx: Ctx,
  {
    roleId,
    next,
    paths,
  }: { roleId: string; next: readonly PermissionRow[]; paths: ReadonlyMap<string, RoleHolderRow[]> },
): Promise<Person[]> {
  const userIds = [...paths.keys()];
  const held = groupedBy(await heldByPeople(ctx.db, userIds, ctx.now), ({ userId }) => userId);
  const roleIds = new Set([roleId, ...[...held.values()].flat().map((row) => row.roleId)]);
  const words = await wordsOfRoles(ctx.db, [...roleIds]);
  const modelIds = [...(words.get(roleId) ?? []), ...next].flatMap((word) =>
    word.resourceProjectId === null ? [] : (word.resourceId ?? []),
  );
  const madeRows = await madeByPeople(ctx.db, { userIds, modelIds, now: ctx.now });
  const made = groupedBy(madeRows, ({ userId }) => userId);
  const known = new Map<string, Pick<Person, 'lost' | 'gained' | 'before' | 'after'>>();
  return userIds.map((id) => {
    const ways = paths.get(id) ?? [];
    const [theirs, models] = [held.get(id) ?? [], made.get(id) ?? []];
    const key = JSON.stringify([
      theirs.map((row) => [row.roleId, row.projectId]),
      models.map((row) => [row.projectId, row.count, row.ids]),
    ]);
    const found = known.get(key) ?? difference(theirs, models, { roleId, next, words });
    known.set(key, found);
    return { id, name: ways[0]?.userName ?? '', paths: ways, ...found };
  });
}

function difference(
  theirs: readonly HeldRow[],
  models: readonly MadeModelsRow[],
  {
    roleId,
    next,
    words,
  }: { roleId: string; next: readonly PermissionRow[]; words: ReadonlyMap<string, PermissionRow[]> },
): Pick<Person, 'lost' | 'gained' | 'before' | 'after'> {
  const own = models.map(asHeld);
  const state = (ofRole: readonly PermissionRow[]): HeldAssignment[] => [
    ...theirs.map((row) => ({
      projectId: row.projectId,
      until: null,
      permissions: row.roleId === roleId ? ofRole : (words.get(row.roleId) ?? []),
    })),
    ...own,
  ];
  const [before, after] = [state(words.get(roleId) ?? []), state(next)];
  const counted = ({ exceptOn, ...effect }: Effect): Counted => {
    const single = new Set(exceptOn);
    let count = 0;
    for (const { ids, count: all, projectId } of models)
      if (ids.some((id) => single.has(id)) && (effect.projectId === null || effect.projectId === projectId)) {
        count += all;
        for (const id of ids) single.delete(id);
      }
    return { ...effect, exceptOn: count + single.size };
  };
  return {
    before,
    after,
    lost: lostBetween(before, after).map(counted),
    gained: lostBetween(after, before).map(counted),
  };
}

/** What the making of models brought: all of each, in their project. */
function asHeld({ projectId, ids }: MadeModelsRow): HeldAssignment {
  const permissions = ids.flatMap((resourceId) =>
    (['model', 'artifact'] as const).flatMap((operation) =>
      (['create', 'read', 'update', 'delete'] as const).map((type) => ({
        operation,
        type,
        resourceId,
        resourceProjectId: projectId,
        resourceIsThere: true,
      })),
    ),
  );
  return { projectId, until: null, permissions };
}

/** The same for people who gain and lose the same by the same paths. */
const likeness = ({ paths, lost, gained }: Person): string =>
  JSON.stringify([
    paths.map(({ teamName, projectId, expiresAt }) => [teamName, projectId, expiresAt]),
    lost,
    gained,
  ]);

function worstFirst(a: readonly Person[], b: readonly Person[]): number {
  const [x, y] = [a[0], b[0]];
  const by = (of: 'lost' | 'gained') => (y?.[of].length ?? 0) - (x?.[of].length ?? 0);
  return by('lost') || b.length - a.length || by('gained');
}

async function entriesOf(ctx: Ctx, groups: readonly (readonly Person[])[]): Promise<EffectEntry[]> {
  const firsts = groups.flatMap(([first]) => first ?? []);
  const effects = firsts.flatMap(({ lost, gained }) => [...lost, ...gained]);
  const places = [
    ...effects.flatMap(({ projectId, exceptIn }) => [projectId, ...exceptIn]),
    ...firsts.flatMap(({ paths }) => paths.map(({ projectId }) => projectId)),
  ];
  const projects = await projectNames(ctx.db, [...new Set(places.filter((id) => id !== null))]);
  const resource = await namesOf(
    ctx,
    effects.flatMap(({ operation, resourceId }) => (resourceId === null ? [] : { operation, resourceId })),
  );
  const projectName = (id: string | null): string | null => (id === null ? null : (projects.get(id) ?? id));
  const named = ({ operation, type, projectId, resourceId, exceptIn, exceptOn }: Counted): NamedEffect => ({
    operation,
    type,
    project: projectName(projectId),
    isEverywhere:
      projectId === null &&
      resourceId === null &&
      (isProjectScoped(operation) || isAdministeredInProject(operation)),
    resource: resourceId === null ? null : resource({ operation, resourceId }),
    exceptIn: exceptIn.map((id) => projectName(id) ?? id).sort(),
    exceptOn,
  });
  const seesTokens = await can(ctx, { operation: 'token', type: 'read', projectId: null });
  const ids = groups.flatMap((group) => group.slice(0, MOST_NAMES).map(({ id }) => id));
  const tokens = groupedBy(seesTokens ? await livingTokensOf(ctx.db, ids, ctx.now) : [], (one) => one.userId);
  return groups.map((group): EffectEntry => {
    const [first] = group;
    const shown = group.slice(0, MOST_NAMES);
    return {
      people: shown.map(({ name }) => name),
      more: group.length - shown.length,
      paths: (first?.paths ?? []).map(({ teamName, projectId, expiresAt }) => ({
        team: teamName,
        project: projectName(projectId),
        expiresAt: expiresAt === null ? null : new Date(expiresAt),
      })),
      lost: (first?.lost ?? []).map(named),
      gained: (first?.gained ?? []).map(named),
      tokens: seesTokens
        ? shown.flatMap((person) =>
            (tokens.get(person.id) ?? []).map((token) => ({
              name: token.name,
              owner: person.name,
              does: doesWith(token, person),
            })),
          )
        : null,
    };
  });
}

/** What a token does when its owner gains and loses: no more than its own limit lets through. */
function doesWith({ readOnly, projectId }: OwnedTokenRow, { lost, gained, before, after }: Person): Does {
  const within = (effects: readonly Counted[], held: readonly HeldAssignment[]) =>
    effects.some((effect) => {
      const local = projectId !== null && effect.projectId === null && isProjectScoped(effect.operation);
      const cell = { ...effect, until: null, ...(local && { projectId }) };
      if (local && effect.exceptIn.includes(projectId)) return false;
      return covers(held, { readOnly, projectId }, cell);
    });
  const [loses, gains] = [within(lost, before), within(gained, after)];
  return loses && gains ? 'loses and gains' : loses ? 'loses' : gains ? 'gains' : 'stays the same';
}

function groupedBy<T>(items: readonly T[], keyOf: (item: T) => string): Map<string, T[]> {
  const groups = new Map<string, T[]>();
  for (const item of items) {
    const key = keyOf(item);
    const group = groups.get(key);
    if (group === undefined) groups.set(key, [item]);
    else group.push(item);
  }
  return groups;
}
