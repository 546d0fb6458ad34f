import type { Readable } from 'node:stream';
import { tarGzOf, zipOf } from '@/lib/archives/archive';
import type { Ctx } from '@/lib/core/ctx';
import { declareWrite } from '@/lib/writes/write';
import { modelExport } from './export-event';
import { type ExportChoice, exportScope } from './export-scope';
import { STORE_EXPORT, storeExportText } from './store-export-text';
import { type ExportFile, storeFiles } from './store-files';
import { StoreReader } from './store-reader';

/** As what an export can be packed: an MLTE file-system store, or the one file of MLTE's own export. */
export const EXPORT_FORMATS = ['zip', 'tar.gz', 'store-export'] as const;
export type ExportFormat = (typeof EXPORT_FORMATS)[number];

/** An export that was permitted and recorded, ready to be read once. */
export interface Export {
  /** A file name for it, with its ending; made of names that people gave. */
  readonly name: string;
  readonly type: 'application/zip' | 'application/gzip' | 'application/vnd.sqlite3' | 'application/yaml';
  readonly stream: () => Readable;
}

/**
 * Exports a model, a project or the whole store ({@link exportScope} says to whom) as an archive, which is made while it
 * is read: memory stays flat however much there is. The audit row is written before the first byte goes out.
 */
export async function exportStore(ctx: Ctx, choice: ExportChoice, format: ExportFormat): Promise<Export> {
  const { reader, scope } = await beginExport(ctx, choice, format);
  const name = [scope.project?.name ?? 'store', scope.model?.name].filter((part) => part !== undefined);
  if (format === 'tar.gz')
    return {
      name: `${name.join(' ')}.tar.gz`,
      type: 'application/gzip',
      stream: () => tarGzOf(storeFiles(reader), ctx.now),
    };
  const members = format === 'zip' ? () => storeFiles(reader) : () => onlyFile(reader);
  return {
    name: format === 'zip' ? `${name.join(' ')}.zip` : 'store_export.zip',
    type: 'application/zip',
    stream: () => zipOf(members(), ctx.now),
  };
}

/** As {@link exportStore}, the files themselves, for a folder. */
export async function exportFiles(ctx: Ctx, choice: ExportChoice): Promise<AsyncIterable<ExportFile>> {
  const { reader } = await beginExport(ctx, choice, 'folder');
  return storeFiles(reader);
}

async function* onlyFile(reader: StoreReader) {
  yield { path: STORE_EXPORT, text: storeExportText(reader) };
}

async function beginExport(ctx: Ctx, choice: ExportChoice, format: ExportFormat | 'folder') {
  const scope = await recordExport(ctx, { choice, format });
  return { reader: new StoreReader(ctx, scope), scope };
}

/** What is written is the audit row alone. Password hashes go out only to who signed in within the hour. */
const recordExport = declareWrite({
  verb: 'exportStore',
  asks: ['artifact:read'],
  audits: ['store.export', 'project.export', 'model.export'],
  recentSignIn: ({ withPasswords }) => withPasswords,
  example: ({ project }) => ({ choice: { project }, format: 'zip' as const }),
  ready: (
    ctx: Ctx,
    { choice }: { readonly choice: ExportChoice; readonly format: ExportFormat | 'folder' },
  ) => exportScope(ctx, choice),
  write: async ({ tell }, scope, { format }) => {
    tell({ ...modelExport(scope.project, scope.model), details: { format, passwords: scope.withPasswords } });
    return scope;
  },
});
