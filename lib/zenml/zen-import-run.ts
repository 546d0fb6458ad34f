import { findIdAlias } from '@/db/queries/id-aliases';
import type { ProjectRow } from '@/db/queries/projects';
import { findUserById } from '@/db/queries/users';
import { printable, shown } from '@/lib/archives/entry-path';
import { FoldedNames } from '@/lib/archives/folded-names';
import type { Ctx } from '@/lib/core/ctx';
import { isId } from '@/lib/core/id';
import { stamp } from '@/lib/core/stamp';
import type { GroupMapping, ImportKind, ImportLine, Outcome } from '@/lib/import-report/report';
import type { ConfigurationFields } from '@/lib/stacks/configurations/configuration';

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
  /** Keys of what a dry run would make: the second of a kind is there by then. */
  private readonly planned = new Set<string>();

  private profile: string | null = null;
  private known = newMaps();

  constructor(ctx: Ctx, into: ProjectRow | null, { dryRun }: { dryRun: boolean }) {
    this.ctx = ctx;
    this.into = into;
    this.dryRun = dryRun;
  }

  /** Goes on with the next store: its ids are its own. */
  enter(profile: string | null): void {
    this.profile = profile;
    this.known = newMaps();
  }

  tell(kind: ImportKind, name: string, outcome: Outcome): void {
    const notes = outcome.notes.map(printable);
    const where = this.profile === null ? '' : `${this.profile}: `;
    this.lines.push({
      kind,
      name: shown(`${where}${outcome.name ?? name}`),
      action: outcome.action,
      notes,
    });
  }

  know(kind: NamedKind, importedId: string, here: Here): void {
    this.known[kind].set(importedId, here);
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
    const here = row === null ? null : { id: row.id, name: row.name, isPlanned: false };
    if (here !== null) this.know('user', id, here);
    return here;
  }

  /** Whether a dry run has planned this already. */
  isPlanned(kind: ImportKind, ...key: readonly (string | null)[]): boolean {
    return this.planned.has(JSON.stringify([kind, ...key]));
  }

  plan(kind: ImportKind, ...key: readonly (string | null)[]): void {
    this.planned.add(JSON.stringify([kind, ...key]));
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
