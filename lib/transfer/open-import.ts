import { open, readFile, stat } from 'node:fs/promises';
import { shown } from '@/lib/archives/entry-path';
import { bytesText, LIMITS, type Limits, tooLarge } from '@/lib/archives/limits';
import type { Source } from '@/lib/archives/source';
import { isSqlite } from '@/lib/archives/sqlite-file';
import { DomainError } from '@/lib/core/domain-error';
import { RootFinder } from '@/lib/mlte/layout';
import { ZenFinder, type ZenRoot } from '@/lib/zenml/zen-find';
import { localStore } from '@/lib/zenml/zen-local';
import type { ZenStore } from '@/lib/zenml/zen-objects';
import { sqlStore } from '@/lib/zenml/zen-sql';
import { STACK_FILE, stackFile, unknownFile } from '@/lib/zenml/zen-stack-file';
import { openSource } from './open-source';

/** What an import was found to be, whatever it is called. */
export type OpenedImport =
  | { readonly store: 'mlte'; readonly source: Source }
  | {
      readonly store: 'zenml';
      readonly stores: readonly ZenStore[];
      /** Names of all its profiles, where it holds several. */
      readonly profiles: readonly string[];
    };

/** One file of a ZenML store holds all runs: 10,000 have 25 MB. */
const ZEN_LIMITS: Limits = { ...LIMITS, entryBytes: 128 * 1024 * 1024 };

/**
 * Opens a store by what it is: an MLTE one (folder, archive, `store_export.json`), a LocalZenStore or a whole
 * configuration folder of ZenML (folder, archive), a SqlZenStore's file, or a stack that `zenml stack export` wrote.
 * `profile` chooses one of several ZenML stores. `invalid` with a sentence when it is none of these.
 */
export async function openImport(path: string, profile: string | null = null): Promise<OpenedImport> {
  const found = await stat(path).catch(() => null);
  if (found === null) throw new DomainError('not_found', `There is no file or folder ${shown(path)}.`);
  const kind = found.isDirectory() ? 'source' : await kindOfFile(path);
  if (kind === 'sqlite') {
    if (found.size > LIMITS.totalBytes / 4)
      throw tooLarge(`The file has more than ${bytesText(LIMITS.totalBytes / 4)}.`);
    return { store: 'zenml', stores: [await sqlStore(() => readFile(path), null)], profiles: [] };
  }
  if (kind === 'text') {
    if (found.size > STACK_FILE.bytes)
      throw tooLarge(`The file has more than ${bytesText(STACK_FILE.bytes)} and is no archive.`);
    return { store: 'zenml', stores: [stackFile(await readFile(path, 'utf8'))], profiles: [] };
  }
  return openFolder(path, profile);
}

async function openFolder(path: string, profile: string | null): Promise<OpenedImport> {
  const source = await openSource(path, ZEN_LIMITS);
  const mlte = await openSource(path);
  if (mlte.repeats === true) return { store: 'mlte', source: mlte };
  const finder = new RootFinder();
  const zen = new ZenFinder();
  for await (const entry of source.entries()) {
    if (entry.kind === 'refused') continue;
    finder.see(entry.path);
    if (entry.kind === 'file') await zen.see(entry);
  }
  const roots = zen.roots();
  if (roots.length === 0) {
    if (finder.isEmpty()) throw zen.place === null ? noStore() : new DomainError('invalid', zen.place);
    return { store: 'mlte', source: mlte };
  }
  if (!finder.isEmpty())
    throw new DomainError(
      'invalid',
      'There is an MLTE store and a ZenML store in it. Import them one by one.',
    );
  const chosen = choose(roots, profile);
  const stores = [];
  for (const root of chosen) stores.push(await openRoot(source, root));
  return {
    store: 'zenml',
    stores,
    profiles: roots.length === 1 ? [] : roots.map((root) => root.profile ?? ''),
  };
}

function openRoot(source: Source, root: ZenRoot): Promise<ZenStore> {
  if (root.kind === 'sql') return sqlStore(() => bytesAt(source, `${root.folder}zenml.db`), root.profile);
  const main = root.kind === 'legacy' ? 'config.yaml' : 'stacks.yaml';
  return localStore(source, { folder: root.folder, main, profile: root.profile });
}

async function bytesAt(source: Source, path: string): Promise<Buffer> {
  // Awaited here: leaving the loop closes the archive.
  for await (const entry of source.entries())
    if (entry.kind === 'file' && entry.path === path) return await entry.read();
  throw new DomainError('not_found', `The file ${shown(path)} is not there any more.`);
}

function choose(roots: readonly ZenRoot[], profile: string | null): readonly ZenRoot[] {
  if (profile === null) return roots;
  const chosen = roots.filter((root) => root.profile === profile);
  if (chosen.length > 0) return chosen;
  const names = roots.map((root) => root.profile ?? '').filter((name) => name !== '');
  const known =
    names.length === 0 ? 'It holds one store and no profiles.' : `It has: ${names.map(shown).join(', ')}.`;
  throw new DomainError('invalid', `The import has no profile ${shown(profile)}. ${known}`);
}

const noStore = (): DomainError =>
  new DomainError(
    'invalid',
    'There is no store in it: no MLTE one (none of the folders models, catalogs, custom_lists and users lies at its top or in one folder there), and no ZenML one (no stacks.yaml, pipeline_runs.yaml or zenml.db).',
  );

/** `text`: nothing that begins as an archive or as JSON does. */
async function kindOfFile(path: string): Promise<'source' | 'sqlite' | 'text'> {
  const handle = await open(path, 'r');
  try {
    const { buffer, bytesRead } = await handle.read(Buffer.alloc(512), 0, 512, 0);
    const head = buffer.subarray(0, bytesRead);
    const isArchive =
      head.subarray(0, 2).equals(Buffer.from('PK')) ||
      (head[0] === 0x1f && head[1] === 0x8b) ||
      head.subarray(257, 262).equals(Buffer.from('ustar'));
    if (isArchive || /^(?:\u{FEFF})?\s*\{/u.test(head.toString('utf8'))) return 'source';
    if (isSqlite(head)) return 'sqlite';
    if (head.includes(0)) throw unknownFile();
    return 'text';
  } finally {
    await handle.close();
  }
}
