import { z } from 'zod';
import type { ExportedRole } from '@/db/queries/export';
import type { ArtifactType } from '@/lib/artifacts/artifact';
import { PortablePermission } from '@/lib/offers/portable-permission';
import { fromFileName } from './file-names';

/** The file beside the folders of an exported store; MLTE looks only at the folders. */
export const MANIFEST = 'assay.json';

/**
 * What the layout of an MLTE store cannot say. `project`: where models lie that are not listed. Listed models and
 * versions have a folder (or, in a `store_export.json`, a key) that does not tell their name or project; listed roles
 * permit what MLTE has no word for.
 */
export const ManifestFile = z.object({
  format: z.literal(1),
  project: z.string().nullable(),
  models: z.array(
    z.object({
      folder: z.string(),
      project: z.string(),
      name: z.string(),
      versions: z.array(z.object({ folder: z.string(), name: z.string() })).default([]),
    }),
  ),
  roles: z.array(z.object({ name: z.string(), permissions: z.array(PortablePermission) })),
  /** Groups that are there for MLTE's sake and are no roles. */
  default_groups: z.array(z.string()).default([]),
});
export type ManifestFile = z.infer<typeof ManifestFile>;
export type ManifestModel = ManifestFile['models'][number];

/** Where models of a whole store's export lie unless they are listed. */
const USUAL_PROJECT = 'default';

/** Gathers while an export goes on what its manifest must say. Only the odd ones lie in memory. */
export class ManifestBuilder {
  readonly project: string;
  private readonly models: ManifestModel[] = [];
  private readonly roles: ManifestFile['roles'][number][] = [];
  private readonly defaultGroups: string[] = [];

  constructor(project: string | null) {
    this.project = project ?? USUAL_PROJECT;
  }

  /** `decode`: what a reader without the manifest takes a folder's name for. */
  addModel(model: ManifestModel, decode = fromFileName): void {
    const versions = model.versions.filter(({ folder, name }) => decode(folder) !== name);
    const isOdd = decode(model.folder) !== model.name || model.project !== this.project;
    if (isOdd || versions.length > 0) this.models.push({ ...model, versions });
  }

  addRole({ name, permissions }: ExportedRole): void {
    this.roles.push({ name, permissions: [...permissions] });
  }

  addDefaultGroup(name: string): void {
    this.defaultGroups.push(name);
  }

  finish(): ManifestFile {
    const { project, models, roles, defaultGroups } = this;
    return { format: 1, project, models, roles, default_groups: defaultGroups };
  }
}

/** What folders (or keys) stand for, with a manifest's help where there is one. */
export class StoreNames {
  /** Where models go that nothing is said of; null: the import's own project. */
  readonly project: string | null;
  readonly roles: ReadonlyMap<string, readonly PortablePermission[]>;
  readonly defaultGroups: ReadonlySet<string>;
  /** Whether the store was exported from here: its bodies are as they were taken, not shapes of old releases. */
  readonly isOurs: boolean;
  readonly decode: (text: string) => string;
  /** Types of artifacts whose file names do not tell them, by their whole paths. */
  readonly oldTypes: ReadonlyMap<string, ArtifactType>;
  private readonly models: ReadonlyMap<string, ManifestModel>;

  constructor(
    manifest: ManifestFile | null,
    decode: (text: string) => string = fromFileName,
    oldTypes: ReadonlyMap<string, ArtifactType> = new Map(),
  ) {
    this.decode = decode;
    this.oldTypes = oldTypes;
    this.isOurs = manifest !== null;
    this.project = manifest?.project ?? null;
    this.defaultGroups = new Set(manifest?.default_groups);
    this.models = new Map((manifest?.models ?? []).map((model) => [model.folder, model]));
    this.roles = new Map((manifest?.roles ?? []).map(({ name, permissions }) => [name, permissions]));
  }

  model(folder: string): { readonly project: string | null; readonly name: string } {
    return this.listed(folder) ?? { project: this.project, name: this.decode(folder) };
  }

  version(modelFolder: string, folder: string): string {
    const listed = this.listed(modelFolder)?.versions.find((version) => version.folder === folder);
    return listed?.name ?? this.decode(folder);
  }

  /** Keys of a `store_export.json` are listed as they are, and stand encoded in paths. */
  private listed(folder: string): ManifestModel | undefined {
    return this.models.get(folder) ?? this.models.get(this.decode(folder));
  }
}
