import { findIdAlias } from '@/db/queries/id-aliases';
import type { ProjectRow } from '@/db/queries/projects';
import { findUserById } from '@/db/queries/users';
import { printable, shown } from '@/lib/archives/entry-path';
import { FoldedNames } from '@/lib/archives/folded-names';
import type { Ctx } from '@/lib/core/ctx';
import { isId } from '@/lib/core/id';
import { stamp } from '@/lib/core/stamp';
import type {
  GroupMapping,
  ImportConflict,
  ImportKind,
  ImportLine,
  Outcome,
} from '@/lib/import-report/report';
import type { ConfigurationFields } from '@/lib/stacks/configurations/configuration';
import { type Clash, clashText } from './conflicts/zen-clash';
import { type ConflictChoice, type ConflictChoices, conflictKey } from './conflicts/zen-conflicts';

/** What stands here for something imported. */
export interface Here {
  /** Row id; in a dry run that would make it, the imported one. */
  readonly id: string;
  readonly name: string;
  /** A dry run only: it would be made. */
  readonly isPlanned: boolean;
}

/** As it would be; a project with its description. */
type PlannedNamed = Here & { readonly description?: string | null };

/** What stands here for a component of the store at hand; `name` null where it was refused with the stacks that have it. */
interface StandIn {
  readonly name: string | null;
  /** What a stack that has it is to say about it. */
  readonly note: string | null;
}

/** A stack that a dry run would make: names of its components by type. */
export type StackContent = readonly { readonly type: string; readonly name: string }[];

export type NamedKind = 'user' | 'team' | 'project' | 'role';

/** One import of ZenML stores on its way. What one of them names is looked up in it, then here. */
export class ZenImportRun {
  readonly ctx: Ctx;
  /** The project that all runs go to; null: to those that they name. */
  readonly into: ProjectRow | null;
  readonly dryRun: boolean;
  readonly lines: ImportLine[] = [];
  /** Projects that runs went to, by name. */
  readonly projects = new Set<string>();
  /** What configurations of runs say, masked, by their base64. */
  readonly snapshots = new Map<string, { readonly uuid: string; readonly fields: ConfigurationFields }>();
  /** Who holds the roles that arrived empty, by their names here. */
  readonly holders = new Map<string, string[]>();

  /** People, teams, projects and roles that a dry run would make, by name. */
  readonly plannedNamed: Readonly<Record<NamedKind, Map<string, PlannedNamed>>> = newMaps();
  readonly folded = new FoldedNames();
  /** What a dry run would make, by kind and name: whatever comes later meets it as it would meet a row. */
  private readonly plans = new Map<string, unknown>();
  /** People of all stores by now: a later one finds them by these ids, which the real run has as rows and aliases. */
  private readonly peopleMet = new Map<string, Here>();
  private readonly plannedStacks = new Map<string, StackContent>();
  /** Digests of the runs that this import has met, by project and name: another one of a name is told alike in both modes. */
  readonly runsMet = new Map<string, string>();
  /** Pairs of stores that are associated by now. */
  associations: Set<string> | null = null;
  readonly conflicts = new Map<string, ImportConflict>();

  private readonly choices: ConflictChoices;
  private profile: string | null = null;
  private known = newMaps();
  private standIns = new Map<string, StandIn>();

  constructor(
    ctx: Ctx,
    into: ProjectRow | null,
    { dryRun, conflicts }: { dryRun: boolean; conflicts: ConflictChoices },
  ) {
    this.ctx = ctx;
    this.into = into;
    this.dryRun = dryRun;
    this.choices = conflicts;
  }

  /** Goes on with the next store: its ids are its own. */
  enter(profile: string | null): void {
    this.profile = profile;
    this.known = newMaps();
    this.standIns = new Map();
  }

  /** What becomes of a component of which another one is here. */
  choiceFor(type: string, name: string): ConflictChoice {
    return this.choices.each.get(conflictKey(type, name)) ?? this.choices.usual;
  }

  tellConflict(clash: Clash): void {
    const key = conflictKey(clash.type, clash.name);
    // Profiles share the choice: the first is shown.
    if (!this.conflicts.has(key)) this.conflicts.set(key, clashText(key, clash));
  }

  stand(type: string, name: string, standIn: StandIn): void {
    this.standIns.set(conflictKey(type, name), standIn);
  }

  /** Null where the store at hand has no such component, or it could not be taken. */
  standIn(type: string, name: string): StandIn | null {
    return this.standIns.get(conflictKey(type, name)) ?? null;
  }

  tell(kind: ImportKind, name: string, outcome: Outcome): void {
    const { action, isHarmless } = outcome;
    const where = this.profile === null ? '' : `${this.profile}: `;
    const line = {
      kind,
      name: shown(`${where}${outcome.name ?? name}`),
      action,
      notes: outcome.notes.map(printable),
    };
    this.lines.push(isHarmless === true ? { ...line, isHarmless } : line);
  }

  know(kind: NamedKind, importedId: string, here: Here): void {
    this.known[kind].set(importedId, here);
    if (kind === 'user' && !this.peopleMet.has(importedId)) this.peopleMet.set(importedId, here);
  }

  /** What this id of the store at hand stands for; null when the store has nothing of it, or it was refused. */
  of(kind: NamedKind, importedId: string): Here | null {
    return this.known[kind].get(importedId) ?? null;
  }

  /** A person by an id of the store at hand, or by one that is known here. */
  async person(id: string): Promise<Here | null> {
    const known = this.of('user', id);
    if (known !== null || !isId(id)) return known;
    const row =
      (await findUserById(this.ctx.db, id)) ??
      (await findUserById(this.ctx.db, (await findIdAlias(this.ctx.db, 'user', id)) ?? id));
    const planned = this.dryRun ? (this.peopleMet.get(id) ?? null) : null;
    const here = row === null ? planned : { id: row.id, name: row.name, isPlanned: false };
    if (here !== null) this.know('user', id, here);
    return here;
  }

  /** What a dry run has planned under this name; null where it has not, and in the real run: there it is a row. */
  planned<T>(kind: ImportKind, ...key: readonly (string | null)[]): T | null {
    return (this.plans.get(JSON.stringify([kind, ...key])) as T | undefined) ?? null;
  }

  isPlanned(kind: ImportKind, ...key: readonly (string | null)[]): boolean {
    return this.plans.has(JSON.stringify([kind, ...key]));
  }

  plan(content: unknown, kind: ImportKind, ...key: readonly (string | null)[]): void {
    if (this.dryRun) this.plans.set(JSON.stringify([kind, ...key]), content);
  }

  planStack(name: string, components: StackContent): void {
    if (this.dryRun) this.plannedStacks.set(name, components);
  }

  plannedStack(name: string): StackContent | null {
    return this.plannedStacks.get(name) ?? null;
  }

  plannedStacksWith(type: string, name: string): string[] {
    return [...this.plannedStacks]
      .filter(([, components]) => components.some((each) => each.type === type && each.name === name))
      .map(([stack]) => stack);
  }

  /** Columns of a new row that was made elsewhere at a known time. */
  stampedAt(at: Date | null) {
    const made = stamp(this.ctx);
    return { ...made, createdAt: at ?? made.createdAt };
  }

  mappings(): GroupMapping[] {
    return [...this.holders].map(([role, holders]) => ({
      role: shown(role),
      permissions: [],
      members: holders.map(shown).sort(),
    }));
  }
}

const newMaps = (): Record<NamedKind, Map<string, Here>> => ({
  user: new Map(),
  team: new Map(),
  project: new Map(),
  role: new Map(),
});
