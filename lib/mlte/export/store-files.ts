import type { ExportedModel } from '@/db/queries/export';
import { type GroupPermission, permissionSlug, RESOURCE_TYPES } from '@/lib/groups/group-permissions';
import { FileNames } from '@/lib/mlte/file-names';
import { MANIFEST, ManifestBuilder } from '@/lib/mlte/manifest';
import {
  artifactFileText,
  catalogEntryJson,
  fileText,
  groupJson,
  listEntryJson,
  userJson,
} from './mlte-json';
import type { StoreReader } from './store-reader';

/** One file of an export, or a folder that may stay empty (`text` null, the path ends with a slash). */
export interface ExportFile {
  readonly path: string;
  readonly text: string | null;
}

/**
 * The groups that MLTE makes at its start. Where one of them or of their permissions is there and another is not, it
 * fails to open the store: all of them go out, and the manifest says which are no roles here.
 */
const DEFAULT_GROUPS = RESOURCE_TYPES.flatMap((type) => {
  const group = (prefix: string, ...methods: GroupPermission['method'][]) => ({
    name: `${prefix}-${type}`,
    permissions: methods.map((method) => ({ resource_type: type, resource_id: null, method })),
  });
  return [group('read', 'get'), group('create', 'post'), group('edit', 'put', 'delete')];
});

/** The files of an MLTE file-system store, one after the other; the manifest comes last. */
export async function* storeFiles(reader: StoreReader): AsyncGenerator<ExportFile> {
  const manifest = new ManifestBuilder(reader.scope.project?.name ?? null);
  yield { path: 'models/', text: null };
  const folders = new FileNames();
  for await (const model of reader.models()) yield* modelFiles(reader, model, folders, manifest);
  yield* listFiles(reader);
  yield* catalogFiles(reader);
  if (reader.scope.isStore) yield* peopleFiles(reader, manifest);
  yield { path: MANIFEST, text: fileText(manifest.finish()) };
}

async function* modelFiles(
  reader: StoreReader,
  model: ExportedModel,
  folders: FileNames,
  manifest: ManifestBuilder,
): AsyncGenerator<ExportFile> {
  const folder = folders.give(model.name, '', JSON.stringify([model.project, model.name]));
  const root = `models/${folder}`;
  yield { path: `${root}/`, text: null };
  // One space of names: a version may be called like an artifact's file.
  const names = new FileNames();
  for await (const artifact of reader.artifacts(model, null))
    yield {
      path: `${root}/${names.give(artifact.identifier, '.json')}`,
      text: artifactFileText(artifact),
    };
  const versions: { folder: string; name: string }[] = [];
  for await (const { id, name } of reader.versions(model)) {
    const own = names.give(name);
    versions.push({ folder: own, name });
    const files = new FileNames();
    let isEmpty = true;
    for await (const artifact of reader.artifacts(model, id)) {
      isEmpty = false;
      const file = files.give(artifact.identifier, '.json');
      yield { path: `${root}/${own}/${file}`, text: artifactFileText(artifact) };
    }
    if (isEmpty) yield { path: `${root}/${own}/empty.txt`, text: '' };
  }
  manifest.addModel({ folder, project: model.project, name: model.name, versions });
}

async function* listFiles(reader: StoreReader): AsyncGenerator<ExportFile> {
  for await (const { list, entries } of reader.listEntries()) {
    yield { path: `custom_lists/${list}/`, text: null };
    const names = new FileNames();
    for (const entry of entries)
      yield {
        path: `custom_lists/${list}/${names.give(entry.name, '.json')}`,
        text: fileText(listEntryJson(entry)),
      };
  }
}

async function* catalogFiles(reader: StoreReader): AsyncGenerator<ExportFile> {
  const folders = new FileNames();
  for await (const catalog of reader.catalogs()) {
    const root = `catalogs/${folders.give(catalog.name)}/entries`;
    yield { path: `${root}/`, text: null };
    const names = new FileNames();
    for await (const entry of reader.catalogEntries(catalog))
      yield {
        path: `${root}/${names.give(entry.identifier, '.json')}`,
        text: fileText(catalogEntryJson(entry, catalog.name)),
      };
  }
}

async function* peopleFiles(reader: StoreReader, manifest: ManifestBuilder): AsyncGenerator<ExportFile> {
  for (const folder of ['groups', 'permissions', 'users']) yield { path: `users/${folder}/`, text: null };
  const [groups, permissions, users] = [new FileNames(), new FileNames(), new FileNames()];
  const said = new Set<string>();
  function* permissionFiles(all: readonly GroupPermission[]): Generator<ExportFile> {
    for (const permission of all) {
      const text = permissionSlug(permission);
      if (said.has(text)) continue;
      said.add(text);
      yield { path: `users/permissions/${permissions.give(text, '.json')}`, text: fileText(permission) };
    }
  }
  const missing = new Map(DEFAULT_GROUPS.map((group) => [group.name, group]));
  for await (const role of reader.roles()) {
    const { json, exact } = groupJson(role, manifest.project);
    if (!exact) manifest.addRole(role);
    yield { path: `users/groups/${groups.give(role.name, '.json')}`, text: fileText(json) };
    yield* permissionFiles(json.permissions);
    missing.delete(role.name);
  }
  for (const group of DEFAULT_GROUPS) yield* permissionFiles(group.permissions);
  for (const group of missing.values()) {
    manifest.addDefaultGroup(group.name);
    yield { path: `users/groups/${groups.give(group.name, '.json')}`, text: fileText(group) };
  }
  for await (const user of reader.users())
    yield {
      path: `users/users/${users.give(user.name, '.json')}`,
      text: fileText(userJson(user, reader.scope.withPasswords, () => [])),
    };
}
