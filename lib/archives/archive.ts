import { Readable } from 'node:stream';
import { createGzip } from 'node:zlib';
import tar from 'tar-stream';
import yazl from 'yazl';

/** A member of an archive: a folder (`text` null), a text, or a text in pieces. */
export interface ArchiveMember {
  readonly path: string;
  readonly text: string | AsyncIterable<string> | null;
}

/** What is exported is for whoever exported it: files that only they may read, where modes are heeded. */
const FILE_MODE = 0o600;
const FOLDER_MODE = 0o700;

/**
 * Packs members into a zip while they come: each is asked for when the one before it was packed, so that no more than
 * one lies in memory. What fails on the way ends the stream with its error, before the directory at its end, without
 * which no reader takes it for a whole one.
 */
export function zipOf(members: AsyncIterable<ArchiveMember>, at: Date): Readable {
  const zip = new yazl.ZipFile();
  const iterator = members[Symbol.asyncIterator]();
  const out = zip.outputStream as Readable;
  const fail = (error: unknown) => out.destroy(error instanceof Error ? error : new Error(String(error)));
  // The packer keeps what it was given for each member until the end: only this, which holds one text at a time.
  let text: ArchiveMember['text'] = null;
  const give = (take: (error: null, stream: Readable) => void) => {
    const stream = Readable.from(chunksOf(text ?? ''), { objectMode: false });
    text = null;
    stream.once('end', () => add().catch(fail)).once('error', fail);
    take(null, stream);
  };
  const add = async (): Promise<void> => {
    for (;;) {
      const { done, value } = await iterator.next();
      if (done === true) {
        zip.end();
        return;
      }
      if (value.text !== null) {
        text = value.text;
        // The stream is asked for when it is this member's turn.
        zip.addReadStreamLazy(value.path, { mtime: at, mode: 0o100000 | FILE_MODE }, give);
        return;
      }
      zip.addEmptyDirectory(value.path, { mtime: at, mode: 0o40000 | FOLDER_MODE });
    }
  };
  zip.on('error', fail);
  out.once('close', () => void iterator.return?.());
  add().catch(fail);
  return out;
}

/** As {@link zipOf}, as a gzipped tar. */
export function tarGzOf(members: AsyncIterable<ArchiveMember>, at: Date): Readable {
  const pack = tar.pack();
  const out = createGzip();
  const closed = new Promise<void>((resolve) => out.once('close', resolve));
  const fill = async () => {
    for await (const { path, text } of members) {
      if (out.destroyed) return;
      const body = text === null ? '' : typeof text === 'string' ? text : await whole(text);
      const header =
        text === null
          ? ({ name: path, type: 'directory', mode: FOLDER_MODE, mtime: at } as const)
          : ({ name: path, type: 'file', mode: FILE_MODE, mtime: at } as const);
      const packed = new Promise<void>((resolve, reject) =>
        pack.entry(header, body, (error) => (error ? reject(error) : resolve())),
      );
      await Promise.race([packed, closed]);
    }
    pack.finalize();
  };
  pack.on('error', (error) => out.destroy(error));
  pack.pipe(out);
  out.once('close', () => pack.destroy());
  fill().catch((error: unknown) => out.destroy(error instanceof Error ? error : new Error(String(error))));
  return out;
}

async function whole(pieces: AsyncIterable<string>): Promise<string> {
  const parts: string[] = [];
  for await (const piece of pieces) parts.push(piece);
  return parts.join('');
}

/** Characters gathered before they are handed on. */
const CHUNK = 65_536;

async function* chunksOf(text: string | AsyncIterable<string>): AsyncGenerator<Buffer> {
  if (typeof text === 'string') {
    yield Buffer.from(text);
    return;
  }
  let gathered = '';
  for await (const piece of text) {
    gathered += piece;
    if (gathered.length < CHUNK) continue;
    yield Buffer.from(gathered);
    gathered = '';
  }
  yield Buffer.from(gathered);
}
