import type { ExportedModel } from '@/db/queries/export';
import type { GroupPermission } from '@/lib/groups/group-permissions';
import { ManifestBuilder } from '@/lib/mlte/manifest';
import { catalogEntryJson, groupJson, listEntryJson, userJson } from './mlte-json';
import type { ReadArtifact, StoreReader } from './store-reader';

/** The file that MLTE packs as `store_export.zip`. */
export const STORE_EXPORT = 'store_export.json';

/**
 * The text of a `store_export.json`, piece by piece: `models` (model → version → identifier → artifact, those of the
 * model again under each of its versions), `custom_lists`, `users`, `catalogs`. A member `assay`, which MLTE does not
 * know, holds the manifest, all groups, and the artifacts of models without a version, which that form has no place
 * for.
 */
export async function* storeExportText(reader: StoreReader): AsyncGenerator<string> {
  const manifest = new ManifestBuilder(reader.scope.project?.name ?? null);
  const unversioned: [string, ExportedModel][] = [];
  yield '{\n"models": ';
  yield* object(modelMembers(reader, manifest, unversioned));
  yield ',\n"custom_lists": ';
  yield* object(listMembers(reader));
  const groups: ReturnType<typeof groupJson>['json'][] = [];
  for await (const role of reader.roles()) {
    const { json, exact } = groupJson(role, manifest.project);
    groups.push(json);
    if (!exact) manifest.addRole(role);
  }
  yield ',\n"users": ';
  yield* object(userMembers(reader, new Map(groups.map(({ name, permissions }) => [name, permissions]))));
  yield ',\n"catalogs": ';
  yield* object(catalogMembers(reader));
  yield `,\n"assay": {"manifest": ${JSON.stringify(manifest.finish())},\n"groups": ${JSON.stringify(groups)},\n"unversioned": `;
  yield* object(
    (async function* () {
      for (const [key, model] of unversioned) yield [key, artifactMembers(reader, model, [null])];
    })(),
  );
  yield '}}\n';
}

/** Names with the text of their value, or with members of their own. */
type Members = AsyncIterable<readonly [name: string, value: string | Members]>;

async function* object(members: Members): AsyncGenerator<string> {
  let before = '{';
  for await (const [name, value] of members) {
    const head = `${before}\n${JSON.stringify(name)}: `;
    before = ',';
    if (typeof value === 'string') yield head + value;
    else {
      yield head;
      yield* object(value);
    }
  }
  yield before === '{' ? '{}' : '\n}';
}

async function* modelMembers(
  reader: StoreReader,
  manifest: ManifestBuilder,
  unversioned: [string, ExportedModel][],
): Members {
  const taken = new Set<string>();
  for await (const model of reader.models()) {
    // Projects may have models of one name; a slash in front of a project's name would be part of a model's.
    let key = model.name;
    for (let n = 2; taken.has(key); n += 1) key = `${model.name} (${model.project}${n > 2 ? ` ${n}` : ''})`;
    taken.add(key);
    manifest.addModel({ folder: key, project: model.project, name: model.name, versions: [] }, asIs);
    let versions = 0;
    yield [
      key,
      (async function* () {
        for await (const { id, name } of reader.versions(model)) {
          versions += 1;
          yield [name, artifactMembers(reader, model, [null, id])] as const;
        }
      })(),
    ];
    if (versions === 0) unversioned.push([key, model]);
  }
}

const asIs = (text: string): string => text;

async function* artifactMembers(
  reader: StoreReader,
  model: ExportedModel,
  levels: readonly (string | null)[],
): Members {
  for (const versionId of levels)
    for await (const artifact of reader.artifacts(model, versionId))
      yield [artifact.identifier, artifactText(artifact)];
}

const artifactText = ({ header, body }: ReadArtifact): string =>
  `{"header": ${JSON.stringify(header)}, "body": ${body}}`;

async function* listMembers(reader: StoreReader): Members {
  for await (const { list, entries } of reader.listEntries())
    yield [list, JSON.stringify(entries.map(listEntryJson))];
}

async function* userMembers(
  reader: StoreReader,
  groups: ReadonlyMap<string, readonly GroupPermission[]>,
): Members {
  for await (const user of reader.users())
    yield [
      user.name,
      JSON.stringify(userJson(user, reader.scope.withPasswords, (name) => groups.get(name) ?? [])),
    ];
}

async function* catalogMembers(reader: StoreReader): Members {
  for await (const catalog of reader.catalogs()) {
    const entries: string[] = [];
    for await (const entry of reader.catalogEntries(catalog))
      entries.push(JSON.stringify(catalogEntryJson(entry, catalog.name)));
    yield [catalog.name, `[${entries.join(',\n')}]`];
  }
}
