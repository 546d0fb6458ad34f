import { DomainError } from '@/lib/core/domain-error';

/** What to do with a value, by where it stands: look at its members, give its text, or pass over it. */
export type Selection = 'enter' | 'take' | 'skip';

type Path = readonly (string | number)[];

/** A container that was entered, or a value that was taken. */
export interface JsonMember {
  readonly path: Path;
  /** The value's text, byte for byte; null for what was entered, and for what is larger than the limit. */
  readonly bytes: Buffer | null;
  readonly isEntered: boolean;
}

const [QUOTE, BACKSLASH, COLON, COMMA] = [0x22, 0x5c, 0x3a, 0x2c];
const [OPEN_ARRAY, CLOSE_ARRAY, OPEN_OBJECT, CLOSE_OBJECT] = [0x5b, 0x5d, 0x7b, 0x7d];
const MOST_NAME_BYTES = 4096;

/**
 * Cuts a large JSON text into the values that are wished for while it streams by; what lies in memory is one of them,
 * at most `limit` bytes, and one chunk. Taken values are only cut out: whoever reads them checks them. `enter` must be
 * wished to a bounded depth. `invalid` when the text around them is no JSON, or something to enter is no container.
 */
export function jsonMembers(
  chunks: AsyncIterable<Uint8Array>,
  select: (path: Path) => Selection,
  limit: number,
): AsyncGenerator<JsonMember> {
  return new Cutter(chunks, select, limit).run();
}

class Cutter {
  private readonly chunks: AsyncIterator<Uint8Array>;
  private readonly select: (path: Path) => Selection;
  private readonly limit: number;
  private chunk: Uint8Array = new Uint8Array(0);
  private at = 0;
  private passed = 0;

  constructor(chunks: AsyncIterable<Uint8Array>, select: (path: Path) => Selection, limit: number) {
    this.chunks = chunks[Symbol.asyncIterator]();
    this.select = select;
    this.limit = limit;
  }

  async *run(): AsyncGenerator<JsonMember> {
    try {
      if ((await this.space()) === 0xef) this.at += 3; // a byte order mark
      yield* this.value([]);
      if ((await this.space()) !== -1) throw this.broken();
    } finally {
      await this.chunks.return?.();
    }
  }

  private async *value(path: Path): AsyncGenerator<JsonMember> {
    const first = await this.space();
    const wished = this.select(path);
    if (wished !== 'enter') {
      const bytes = await this.pass(first, wished === 'take');
      if (wished === 'take') yield { path, bytes, isEntered: false };
      return;
    }
    if (first !== OPEN_OBJECT && first !== OPEN_ARRAY)
      throw new DomainError(
        'invalid',
        `${path.join('.') || 'The JSON text'} is neither an object nor a list.`,
      );
    yield { path, bytes: null, isEntered: true };
    this.at += 1;
    const close = first === OPEN_OBJECT ? CLOSE_OBJECT : CLOSE_ARRAY;
    for (let n = 0; ; n += 1) {
      const next = await this.space();
      if (next === close) break;
      if (n > 0) {
        if (next !== COMMA) throw this.broken();
        this.at += 1;
      }
      yield* this.value([...path, first === OPEN_OBJECT ? await this.name() : n]);
    }
    this.at += 1;
  }

  private async name(): Promise<string> {
    if ((await this.space()) !== QUOTE) throw this.broken();
    const bytes = await this.pass(QUOTE, true, MOST_NAME_BYTES);
    if (bytes === null) throw new DomainError('invalid', 'A name in the JSON text is too long.');
    if ((await this.space()) !== COLON) throw this.broken();
    this.at += 1;
    try {
      return String(JSON.parse(bytes.toString('utf8')));
    } catch {
      throw this.broken();
    }
  }

  /** Moves past the value that begins here; its bytes when they are wanted and not too many. */
  private async pass(first: number, keep: boolean, limit = this.limit): Promise<Buffer | null> {
    if (first === -1) throw this.broken();
    const kept: Uint8Array[] = [];
    let [size, depth, isText, isEscaped] = [0, 0, false, false];
    const isNested = first === OPEN_OBJECT || first === OPEN_ARRAY;
    for (let isDone = false; !isDone; ) {
      const { chunk } = this;
      const start = this.at;
      let at = start;
      for (; at < chunk.length && !isDone; at += 1) {
        const byte = chunk[at];
        if (isText) {
          if (isEscaped) isEscaped = false;
          else if (byte === BACKSLASH) isEscaped = true;
          else if (byte === QUOTE) {
            isText = false;
            isDone = depth === 0;
          }
        } else if (byte === QUOTE) isText = true;
        else if (byte === OPEN_OBJECT || byte === OPEN_ARRAY) depth += 1;
        else if (byte === CLOSE_OBJECT || byte === CLOSE_ARRAY) {
          depth -= 1;
          // The end of a number or word is only seen by what follows.
          if (depth < 0) break;
          isDone = depth === 0;
        } else if (!isNested && (byte === COMMA || isSpace(byte))) break;
      }
      const stopped = at < chunk.length && !isDone;
      size += at - start;
      if (keep && size <= limit) kept.push(chunk.subarray(start, at));
      this.at = at;
      if (isDone || stopped) break;
      if (await this.fill()) continue;
      if (isNested || isText) throw this.broken();
      break;
    }
    if (size === 0) throw this.broken();
    return keep && size <= limit ? Buffer.concat(kept, size) : null;
  }

  /** The next byte that is no white space, still to be read; -1 at the end. */
  private async space(): Promise<number> {
    for (;;) {
      while (this.at < this.chunk.length) {
        const byte = this.chunk[this.at];
        if (!isSpace(byte)) return byte ?? -1;
        this.at += 1;
      }
      if (!(await this.fill())) return -1;
    }
  }

  private async fill(): Promise<boolean> {
    this.passed += this.chunk.length;
    this.at = 0;
    this.chunk = new Uint8Array(0);
    for (;;) {
      const { done, value } = await this.chunks.next();
      if (done === true) return false;
      if (value.length === 0) continue;
      this.chunk = value;
      return true;
    }
  }

  private broken(): DomainError {
    const place = (this.passed + this.at + 1).toLocaleString('en');
    return new DomainError('invalid', `The JSON text is broken at byte ${place}.`);
  }
}

const isSpace = (byte: number | undefined): boolean =>
  byte === 0x20 || byte === 0x0a || byte === 0x0d || byte === 0x09;
