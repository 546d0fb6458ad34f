import { Readable } from 'node:stream';
import { type ArchiveMember, zipOf } from '@/lib/archives/archive';
import type { Ctx } from '@/lib/core/ctx';
import { projectExport } from '@/lib/mlte/export/export-event';
import type { Export } from '@/lib/mlte/export/export-store';
import { stackYaml } from '@/lib/stacks/stack-yaml';
import { declareWrite } from '@/lib/writes/write';
import { type ZenExportChoice, zenExportScope } from './zen-export-scope';
import { zenLocalFiles } from './zen-local-files';
import { ZenReader } from './zen-reader';
import { zenSqliteFile } from './zen-sqlite-file';

/** As what the zen store goes out: a LocalZenStore in a zip, or a SqlZenStore's file. */
export const ZEN_FORMATS = ['zenml-zip', 'zenml-sqlite'] as const;
export type ZenFormat = (typeof ZEN_FORMATS)[number];

/**
 * Exports the zen store, or the runs of one project with all stacks ({@link zenExportScope} says to whom). A zip is made
 * while it is read; a SQLite file before that, in memory. The audit row is written first.
 */
export async function exportZen(ctx: Ctx, choice: ZenExportChoice, format: ZenFormat): Promise<Export> {
  const { reader, scope } = await beginExport(ctx, choice, format);
  const name = scope.project === null ? 'zenml' : `${scope.project.name} zenml`;
  if (format === 'zenml-zip')
    return {
      name: `${name}.zip`,
      type: 'application/zip',
      stream: () => zipOf(zenLocalFiles(reader), ctx.now),
    };
  const file = await zenSqliteFile(reader);
  return { name: `${name}.db`, type: 'application/vnd.sqlite3', stream: () => bytesOf(file) };
}

/** As {@link exportZen}, the files of a LocalZenStore themselves, for a folder. */
export async function exportZenFiles(
  ctx: Ctx,
  choice: ZenExportChoice,
): Promise<AsyncIterable<ArchiveMember>> {
  const { reader } = await beginExport(ctx, choice, 'zenml');
  return zenLocalFiles(reader);
}

/** One stack as `zenml stack export` writes it; who may and what is recorded, see {@link stackYaml}. */
export async function exportZenStack(
  ctx: Ctx,
  choice: { readonly stack: string; readonly release?: string | undefined; readonly withSecrets?: boolean },
): Promise<Export> {
  const { stack, release, withSecrets } = choice;
  const { text } = await stackYaml(ctx, {
    stack,
    ...(release === undefined ? {} : { release }),
    ...(withSecrets === undefined ? {} : { withSecrets }),
  });
  return {
    name: `${stack}.yaml`,
    type: 'application/yaml',
    stream: () => bytesOf(Buffer.from(text)),
  };
}

async function beginExport(ctx: Ctx, choice: ZenExportChoice, format: ZenFormat | 'zenml') {
  const scope = await recordExport(ctx, { choice, format });
  return { reader: new ZenReader(ctx, scope), scope };
}

/** What is written is the audit row alone. Secrets go out only to who signed in within the hour. */
const recordExport = declareWrite({
  verb: 'exportZen',
  asks: ['pipeline_run:read'],
  audits: ['store.export', 'project.export'],
  recentSignIn: ({ withSecrets }) => withSecrets,
  example: ({ project }) => ({ choice: { project }, format: 'zenml' as const }),
  ready: (ctx: Ctx, { choice }: { readonly choice: ZenExportChoice; readonly format: ZenFormat | 'zenml' }) =>
    zenExportScope(ctx, choice),
  write: async ({ tell }, scope, { format }) => {
    tell({ ...projectExport(scope.project), details: { format, secrets: scope.withSecrets } });
    return scope;
  },
});

const bytesOf = (bytes: Uint8Array): Readable => Readable.from([bytes], { objectMode: false });
