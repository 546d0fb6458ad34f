import type { Room } from '@/db/embedded/room';
import { dropStaged, stagedFile, stageUpload } from '@/lib/archives/staged-upload';
import type { Ctx } from '@/lib/core/ctx';
import { isDomainError } from '@/lib/core/domain-error';
import type { ImportReport } from '@/lib/import-report/report';
import { authorizeImport } from '@/lib/mlte/authorize-import';
import type { ConflictChoices } from '@/lib/zenml/conflicts/zen-conflicts';
import { importOpened } from './import-opened';
import { openImport } from './open-import';

interface Choices {
  /** Where all models or runs go; null: where the upload says. */
  readonly project: string | null;
  /** One of several ZenML profiles; null: all. */
  readonly profile?: string | null;
  readonly dryRun: boolean;
  readonly overwrite?: boolean;
  /** Which of two components of one name counts; ZenML stores only. */
  readonly conflicts?: ConflictChoices;
}

/** A report, and under which word the upload waits for {@link importStaged}: null once it was imported. */
export interface UploadReport {
  readonly report: ImportReport;
  readonly staged: string | null;
}

/**
 * Imports an upload of at most 256 MiB, whatever kind of store it is ({@link openImport}), or tells what that would do and keeps the upload for
 * {@link importStaged}. Who may not import is refused before a byte is read, and so is what
 * has no room.
 */
export async function importUpload(
  ctx: Ctx,
  input: Choices & {
    readonly body: Blob | AsyncIterable<Uint8Array>;
    /** Bytes of a body that says so beforehand. */
    readonly announced?: number;
    readonly room?: Room | null;
  },
): Promise<UploadReport> {
  await authorizeImport(ctx, input.project);
  const { body, room } = input;
  const isWhole = body instanceof Blob;
  const staged = await stageUpload(ctx, (isWhole ? body.stream() : body) as AsyncIterable<Uint8Array>, {
    room: room ?? null,
    announced: isWhole ? body.size : (input.announced ?? 0),
  });
  return importStaged(ctx, { ...input, staged });
}

/** Goes on with an upload that a dry run kept. `not_found` when it has gone: after an hour, or on another machine. */
export async function importStaged(
  ctx: Ctx,
  input: Choices & { readonly staged: string },
): Promise<UploadReport> {
  await authorizeImport(ctx, input.project);
  const file = await stagedFile(ctx, input.staged);
  const { project, overwrite = false, dryRun, conflicts } = input;
  const report = await openImport(file, input.profile ?? null)
    .then((opened) => importOpened(ctx, opened, { project, overwrite, dryRun, conflicts }))
    .catch(async (error: unknown) => {
      if (isBadArchive(error)) await dropStaged(ctx, input.staged);
      throw error;
    });
  if (input.dryRun) return { report, staged: input.staged };
  await dropStaged(ctx, input.staged);
  return { report, staged: null };
}

/** No later try will take it; after any other trouble (a sign-in that is too old) the same upload can go on. */
function isBadArchive(error: unknown): boolean {
  return isDomainError(error) && (error.code === 'invalid' || error.code === 'too_large');
}
