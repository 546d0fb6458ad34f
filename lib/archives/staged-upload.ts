import { randomBytes } from 'node:crypto';
import { lstat, mkdir, readdir, rm, stat } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import path from 'node:path';
import type { Room } from '@/db/embedded/room';
import { actorUserId } from '@/lib/core/actor';
import type { Ctx } from '@/lib/core/ctx';
import { DomainError } from '@/lib/core/domain-error';
import { bytesText, tooLarge, UPLOAD_BYTES } from './limits';
import { writeNew } from './new-file';

/** How long an upload waits between its dry run and the word to go on. */
export const STAGED_MS = 60 * 60 * 1000;

interface Staging {
  /** Room for writes where the embedded database lies, whose disk may be that of temporary files too. */
  readonly room?: Room | null;
  /** Bytes that are said to come. */
  readonly announced?: number;
  readonly most?: number;
}

/**
 * Keeps an upload in this machine's temporary folder: a file that only this account can read, under 256 random bits and
 * the uploader's row id, so that nobody else's session finds it. Gone after the import, after an hour, or when another
 * machine answers the next request: the page then asks for the file again. Returns the random part. `NoRoom` where it
 * does not fit, and nothing of it is kept.
 */
export async function stageUpload(
  ctx: Ctx,
  body: AsyncIterable<Uint8Array>,
  { room = null, announced = 0, most = UPLOAD_BYTES }: Staging = {},
): Promise<string> {
  const folder = await stagingFolder();
  await sweep(folder, ctx.now);
  const staged = randomBytes(32).toString('hex');
  await writeNew(path.join(folder, fileName(ctx, staged)), limited(body, most), { room, announced });
  return staged;
}

async function* limited(body: AsyncIterable<Uint8Array>, most: number): AsyncGenerator<Uint8Array> {
  let length = 0;
  for await (const chunk of body) {
    length += chunk.byteLength;
    if (length > most)
      throw tooLarge(
        `The upload has more than ${bytesText(most)}. Import it on the server's machine instead.`,
      );
    yield chunk;
  }
}

/** The file of an upload of this actor; `not_found` when it has gone. */
export async function stagedFile(ctx: Ctx, staged: string): Promise<string> {
  const gone = new DomainError('not_found', 'The upload is not here any more. Upload the file again.');
  if (!/^[0-9a-f]{64}$/.test(staged)) throw gone;
  const file = path.join(await stagingFolder(), fileName(ctx, staged));
  const found = await stat(file).catch(() => null);
  if (found === null || ctx.now.getTime() - found.mtimeMs > STAGED_MS) throw gone;
  return file;
}

export async function dropStaged(ctx: Ctx, staged: string): Promise<void> {
  if (/^[0-9a-f]{64}$/.test(staged))
    await rm(path.join(await stagingFolder(), fileName(ctx, staged)), { force: true });
}

const fileName = (ctx: Ctx, staged: string): string => `${actorUserId(ctx.actor) ?? 'system'}-${staged}`;

/** Made for this account alone; one that somebody else made in the shared temporary folder is never used. */
async function stagingFolder(): Promise<string> {
  const account = process.getuid?.() ?? 0;
  const folder = path.join(tmpdir(), `assay-imports-${account}`);
  await mkdir(folder, { mode: 0o700 }).catch((error: NodeJS.ErrnoException) => {
    if (error.code !== 'EEXIST') throw error;
  });
  const found = await lstat(folder);
  const ours = process.getuid === undefined || (found.uid === account && (found.mode & 0o077) === 0);
  if (!found.isDirectory() || !ours)
    throw new Error(`The folder ${folder} belongs to somebody else: uploads cannot be kept there.`);
  return folder;
}

async function sweep(folder: string, now: Date): Promise<void> {
  for (const name of await readdir(folder)) {
    const file = path.join(folder, name);
    const found = await lstat(file).catch(() => null);
    if (found !== null && now.getTime() - found.mtimeMs > STAGED_MS) await rm(file, { force: true });
  }
}
