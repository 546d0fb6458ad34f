import { createWriteStream } from 'node:fs';
import { mkdir, writeFile } from 'node:fs/promises';
import path from 'node:path';
import { pipeline } from 'node:stream/promises';
import { gzipSync } from 'node:zlib';
import tar from 'tar-stream';
import yazl from 'yazl';

/** One member of an archive that a test makes, malicious ones included. */
export interface FixtureMember {
  readonly name: string;
  readonly body?: string | Buffer;
  readonly type?: tar.Header['type'];
  readonly linkname?: string;
  /** Unix mode, zip only. */
  readonly mode?: number;
}

export async function writeTar(
  file: string,
  members: readonly FixtureMember[],
  gzipped = false,
): Promise<string> {
  const pack = tar.pack();
  const parts: Buffer[] = [];
  const collected = (async () => {
    for await (const chunk of pack as AsyncIterable<Buffer>) parts.push(chunk);
  })();
  for (const { name, body = '', type = 'file', linkname } of members)
    await new Promise<void>((resolve, reject) =>
      pack.entry({ name, type, ...(linkname === undefined ? {} : { linkname }) }, body, (error) =>
        error ? reject(error) : resolve(),
      ),
    );
  pack.finalize();
  await collected;
  const bytes = Buffer.concat(parts);
  await writeFile(file, gzipped ? gzipSync(bytes) : bytes);
  return file;
}

export async function writeZip(file: string, members: readonly FixtureMember[]): Promise<string> {
  const zip = new yazl.ZipFile();
  for (const { name, body = '', type, mode } of members)
    if (type === 'directory') zip.addEmptyDirectory(name);
    else zip.addBuffer(Buffer.from(body), name, mode === undefined ? {} : { mode });
  zip.end();
  await pipeline(zip.outputStream, createWriteStream(file));
  return file;
}

export async function writeFolder(folder: string, members: readonly FixtureMember[]): Promise<string> {
  for (const { name, body = '', type } of members) {
    const at = path.join(folder, name);
    await mkdir(type === 'directory' ? at : path.dirname(at), { recursive: true });
    if (type !== 'directory') await writeFile(at, body);
  }
  return folder;
}
