import type { ProjectRow } from '@/db/queries/projects';
import type { Ctx } from '@/lib/core/ctx';
import { DomainError } from '@/lib/core/domain-error';
import { printable, shown } from './entry-path';
import type { GroupMapping, ImportAction, ImportKind, ImportLine } from './report';

/** What became, or would become, of one object. */
export interface Outcome {
  readonly action: ImportAction;
  readonly notes: readonly string[];
  /** What it is called here, where that is not what its path says. */
  readonly name?: string;
}

/** An imported group: the role that stands for it here. */
export interface ImportedGroup {
  readonly role: string;
  readonly permissions: readonly string[];
  readonly members: string[];
}

/** One import on its way: where to, how, and what is known so far. */
export class ImportRun {
  readonly ctx: Ctx;
  readonly project: ProjectRow;
  readonly dryRun: boolean;
  readonly overwrite: boolean;
  readonly lines: ImportLine[] = [];
  /** By the group's name in the store that is imported. */
  readonly groups = new Map<string, ImportedGroup>();
  /** `list/name` of list entries that a dry run only would take; checks of later objects count them in. */
  readonly plannedEntries = new Set<string>();
  /** `catalog` names that a dry run would make. */
  readonly plannedCatalogs = new Set<string>();

  /** Scenarios of cards that a dry run only would take, by model. */
  private readonly scenarios = new Map<string, Set<string>>();
  private readonly places = new Map<string, string>();

  constructor(ctx: Ctx, project: ProjectRow, options: { dryRun: boolean; overwrite: boolean }) {
    this.ctx = ctx;
    this.project = project;
    this.dryRun = options.dryRun;
    this.overwrite = options.overwrite;
  }

  tell(kind: ImportKind, name: string, outcome: Outcome): void {
    const notes = outcome.notes.map(printable);
    this.lines.push({ kind, name: shown(outcome.name ?? name), action: outcome.action, notes });
  }

  planScenarios(model: string, ids: readonly string[]): void {
    this.scenarios.set(model, new Set([...this.plannedScenarios(model), ...ids]));
  }

  plannedScenarios(model: string): ReadonlySet<string> {
    return this.scenarios.get(model) ?? new Set();
  }

  /** Refuses the second object of one import for one place: which of them counts would depend on their order. */
  claimPlace(place: string, file: string): void {
    if ((this.places.get(place) ?? file) !== file)
      throw new DomainError('invalid', 'An earlier file of this import is the same artifact.');
    this.places.set(place, file);
  }

  mappings(): GroupMapping[] {
    return [...this.groups.values()].map(({ role, permissions, members }) => ({
      role: shown(role),
      permissions: permissions.map(shown),
      members: members.map(shown).sort(),
    }));
  }
}
