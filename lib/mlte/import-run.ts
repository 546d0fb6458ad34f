import { createHash } from 'node:crypto';
import type { ProjectRow } from '@/db/queries/projects';
import { printable, shown } from '@/lib/archives/entry-path';
import { FoldedNames } from '@/lib/archives/folded-names';
import type { Ctx } from '@/lib/core/ctx';
import { DomainError } from '@/lib/core/domain-error';
import type { GroupMapping, ImportKind, ImportLine, Outcome } from '@/lib/import-report/report';
import { type OfferedPermission, offeredPermissionText } from '@/lib/offers/group-mapping';
import type { ArtifactPath, SourceModel } from './layout';
import { StoreNames } from './manifest';

/** An imported group: the role that stands for it here. */
export interface ImportedGroup {
  readonly role: string;
  /** What the group could do. */
  readonly permissions: readonly OfferedPermission[];
  readonly members: string[];
}

/** Where models go of which neither the import nor its source says anything. */
const USUAL_PROJECT = 'default';

/** One import on its way: where to, how, and what is known so far. */
export class ImportRun {
  readonly ctx: Ctx;
  /** The project that all models go to; null: to those that the source names. */
  readonly into: ProjectRow | null;
  readonly dryRun: boolean;
  readonly overwrite: boolean;
  /** What folders of the source are called; known once it was looked through. */
  names = new StoreNames(null);
  readonly lines: ImportLine[] = [];
  /** By the group's name in the store that is imported. */
  readonly groups = new Map<string, ImportedGroup>();
  /** `list/name` of list entries that a dry run only would take; checks of later objects count them in. */
  readonly plannedEntries = new Set<string>();
  /** `catalog` names that a dry run would make. */
  readonly plannedCatalogs = new Set<string>();
  readonly folded = new FoldedNames();
  /** Projects that were refused, by name: nothing in them is taken. */
  readonly refusedProjects = new Set<string>();
  /** Models that were refused, by {@link modelKey}, and versions, by {@link versionKey}: nothing in them is taken. */
  readonly refusedPlaces = new Set<string>();

  private readonly projects = new Map<string, ProjectRow | null>();
  /** Scenarios of cards that a dry run only would take, by model. */
  private readonly scenarios = new Map<string, Set<string>>();
  /** Cards whose content a dry run would replace, by model: what they define by now is gone by then. */
  private readonly replacedCards = new Map<string, Set<string>>();
  /** What files said that were taken, as JSON by kind and name. */
  private readonly brought = new Map<string, string>();
  private readonly places = new Map<string, string>();
  private readonly copies = new Map<string, { digest: string; version: string }>();

  constructor(ctx: Ctx, into: ProjectRow | null, options: { dryRun: boolean; overwrite: boolean }) {
    this.ctx = ctx;
    this.into = into;
    this.dryRun = options.dryRun;
    this.overwrite = options.overwrite;
  }

  tell(kind: ImportKind, name: string, outcome: Outcome): void {
    const { action, isHarmless } = outcome;
    const line = { kind, name: shown(outcome.name ?? name), action, notes: outcome.notes.map(printable) };
    this.lines.push(isHarmless === true ? { ...line, isHarmless } : line);
  }

  /** The project that a model of the source goes to, by name. */
  projectName({ project }: Pick<SourceModel, 'project'>): string {
    return this.into?.name ?? project ?? USUAL_PROJECT;
  }

  /** The row of that project; null in a dry run that would make it. */
  project(place: Pick<SourceModel, 'project'>): ProjectRow | null {
    return this.into ?? this.projects.get(this.projectName(place)) ?? null;
  }

  knowProject(name: string, row: ProjectRow | null): void {
    this.projects.set(name, row);
  }

  /** Names of the projects that the import writes to. */
  projectNames(): string[] {
    if (this.into !== null) return [this.into.name];
    const names = [...this.projects.keys()];
    return names.length === 0 ? [USUAL_PROJECT] : names.sort();
  }

  /** A model of the source, told apart from those of other projects. */
  modelKey(model: SourceModel): string {
    return JSON.stringify([model.project, model.model]);
  }

  versionKey(model: SourceModel, version: string): string {
    return JSON.stringify([model.project, model.model, version]);
  }

  /** What a model is called in the report: with its project where there are several. */
  modelText({ project, model }: SourceModel): string {
    const several = this.into === null && this.projects.size > 1;
    return several ? `${this.projectName({ project })} / ${model}` : model;
  }

  planScenarios(model: SourceModel, ids: readonly string[]): void {
    this.scenarios.set(this.modelKey(model), new Set([...this.plannedScenarios(model), ...ids]));
  }

  plannedScenarios(model: SourceModel): ReadonlySet<string> {
    return this.scenarios.get(this.modelKey(model)) ?? new Set();
  }

  planReplacedCard(model: SourceModel, identifier: string): void {
    this.replacedCards.set(this.modelKey(model), new Set([...this.cardsReplaced(model), identifier]));
  }

  cardsReplaced(model: SourceModel): ReadonlySet<string> {
    return this.replacedCards.get(this.modelKey(model)) ?? new Set();
  }

  /**
   * What becomes of one file of a list entry, catalog entry, group or person, alike in a dry run and the real one. Two
   * files say one name where its slash or its escape is written in two ways: `work` is for the first.
   */
  async once(
    kind: ImportKind,
    name: readonly string[],
    file: object,
    work: () => Promise<Outcome>,
  ): Promise<Outcome> {
    const [key, content] = [JSON.stringify([kind, ...name]), JSON.stringify(file)];
    const earlier = this.brought.get(key);
    if (earlier === content)
      return { action: 'present', notes: ['An earlier file of this import says the same.'] };
    if (earlier !== undefined)
      throw new DomainError(
        'invalid',
        'An earlier file of this import has the same name and says something else.',
      );
    const outcome = await work();
    this.brought.set(key, content);
    return outcome;
  }

  /**
   * Whether this is the first copy of an artifact that comes again with each version. A later one that says the same
   * is passed over in silence; one that differs is told, and the first one counts.
   */
  isFirstCopy(artifactPath: ArtifactPath, version: string, bytes: Buffer): boolean {
    const key = JSON.stringify([this.modelKey(artifactPath), artifactPath.name]);
    const digest = createHash('sha256').update(bytes).digest('base64');
    const first = this.copies.get(key);
    if (first === undefined) this.copies.set(key, { digest, version });
    else if (first.digest !== digest)
      this.tell('artifact', `${this.modelText(artifactPath)} / ${version} / ${artifactPath.name}`, {
        action: 'differs',
        notes: [`Version ${shown(first.version)} has another copy of it, and that one counts.`],
      });
    return first === undefined;
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
      permissions: permissions.map((permission) => shown(offeredPermissionText(permission))),
      members: members.map(shown).sort(),
    }));
  }
}
