import { type ComplaintKind, DomainError } from '@/lib/core/domain-error';

/**
 * Bounds of any JSON text that the store takes. `values` bounds memory where arrays of arrays would multiply. `keys`:
 * results of 2,000 test cases as current clients write them hold 66,000 names, the report that copies them 110,000.
 */
export const JSON_LIMITS = { depth: 64, keys: 250_000, items: 100_000, values: 1_000_000 } as const;

export const JSON_KINDS = ['object', 'array', 'string', 'number', 'true', 'false', 'null'] as const;
export type JsonKind = (typeof JSON_KINDS)[number];

const CODES = new Map(JSON_KINDS.map((kind, code) => [kind, code]));

/** Every value of a text in reading order: a container's first child follows it directly, `next` leads past its last. */
export interface JsonNodes {
  readonly kinds: Uint8Array;
  readonly starts: Int32Array;
  readonly ends: Int32Array;
  /** Number of the value that follows this one and all that is in it. */
  readonly nexts: Int32Array;
  /** Decoded member name of each value that has one. */
  readonly keys: ReadonlyMap<number, string>;
}

const NUMBER = /-?(?:0|[1-9]\d*)(?:\.\d+)?(?:[eE][+-]?\d+)?/y;
/** String literals without escapes, control characters and lone surrogates: nearly all, and read at the regex engine's speed. */
const PLAIN = /"[^"\\\p{Cc}\p{Cs}]*"/uy;
const WORDS: Readonly<Record<string, JsonKind>> = { t: 'true', f: 'false', n: 'null' };
/** Python's for what JSON has no number for, by their first letters. */
const NON_FINITE_WORDS: Readonly<Record<string, string>> = { N: 'NaN', I: 'Infinity', '-I': '-Infinity' };

/**
 * Reads JSON text (RFC 8259, and the NaN, Infinity and -Infinity that Python writes as numbers) in one pass without
 * recursion. Throws `invalid` for what is not JSON, nests deeper than
 * 64, has over 250,000 names, 100,000 items in an array or a million values, says a name twice in one object, or holds
 * a NUL or half of a surrogate pair. Numbers are kept as text: whoever needs the exact digits takes the span.
 */
export function scanJson(text: string): JsonNodes {
  return new Scan(text).run();
}

class Scan {
  private readonly text: string;
  private at = 0;
  private count = 0;
  private keyCount = 0;
  private kinds = new Uint8Array(256);
  private starts = new Int32Array(256);
  private ends = new Int32Array(256);
  private nexts = new Int32Array(256);
  private readonly keys = new Map<number, string>();
  /** Open containers: their numbers, and for objects the names seen, for arrays the items counted. */
  private readonly open: number[] = [];
  private readonly seen: (Set<string> | null)[] = [];
  private readonly sizes: number[] = [];

  constructor(text: string) {
    this.text = text;
  }

  run(): JsonNodes {
    this.value();
    while (this.open.length > 0) this.step();
    this.space();
    if (this.at < this.text.length) throw this.syntax();
    const { count, keys } = this;
    return {
      kinds: this.kinds.subarray(0, count),
      starts: this.starts.subarray(0, count),
      ends: this.ends.subarray(0, count),
      nexts: this.nexts.subarray(0, count),
      keys,
    };
  }

  /** Reads on in the innermost container: its next member or item, or its end. */
  private step(): void {
    const depth = this.open.length - 1;
    const names = this.seen[depth] ?? null;
    const size = this.sizes[depth] ?? 0;
    this.space();
    const character = this.text[this.at];
    if (character === (names === null ? ']' : '}')) {
      this.close();
      return;
    }
    if (size > 0) {
      if (character !== ',') throw this.syntax();
      this.at += 1;
      this.space();
    }
    this.sizes[depth] = size + 1;
    if (names === null) {
      if (size + 1 > JSON_LIMITS.items) throw refuse(`has an array of more than ${JSON_LIMITS.items} items`);
      this.value();
      return;
    }
    this.member(names);
  }

  private member(names: Set<string>): void {
    if (this.text[this.at] !== '"') throw this.syntax();
    const name = this.string();
    if (names.has(name)) throw refuse(`says the name ${JSON.stringify(name)} twice in one object`);
    this.keyCount += 1;
    if (this.keyCount > JSON_LIMITS.keys) throw refuse(`has more than ${JSON_LIMITS.keys} names`);
    names.add(name);
    this.space();
    if (this.text[this.at] !== ':') throw this.syntax();
    this.at += 1;
    this.keys.set(this.count, name);
    this.value();
  }

  private value(): void {
    this.space();
    const start = this.at;
    const character = this.text[start];
    if (character === '{' || character === '[') {
      if (this.open.length >= JSON_LIMITS.depth)
        throw refuse(`nests deeper than ${JSON_LIMITS.depth} levels`);
      this.open.push(this.add(character === '{' ? 'object' : 'array', start));
      this.seen.push(character === '{' ? new Set() : null);
      this.sizes.push(0);
      this.at += 1;
      return;
    }
    const node = this.add(this.scalar(character), start);
    this.ends[node] = this.at;
    this.nexts[node] = this.count;
  }

  private scalar(character: string | undefined): JsonKind {
    if (character === '"') {
      this.string();
      return 'string';
    }
    const word = WORDS[character ?? ''];
    if (word !== undefined) {
      if (!this.text.startsWith(word, this.at)) throw this.syntax();
      this.at += word.length;
      return word;
    }
    const { at } = this;
    const nonFinite = NON_FINITE_WORDS[this.text.slice(at, at + (character === '-' ? 2 : 1))];
    if (nonFinite !== undefined) {
      if (!this.text.startsWith(nonFinite, at)) throw this.syntax();
      this.at += nonFinite.length;
      return 'number';
    }
    NUMBER.lastIndex = at;
    if (!NUMBER.test(this.text)) throw this.syntax();
    this.at = NUMBER.lastIndex;
    return 'number';
  }

  private close(): void {
    const node = this.open.pop() ?? 0;
    this.seen.pop();
    this.sizes.pop();
    this.at += 1;
    this.ends[node] = this.at;
    this.nexts[node] = this.count;
  }

  /** Reads the string literal here and decodes it. */
  private string(): string {
    const { text } = this;
    const start = this.at;
    PLAIN.lastIndex = start;
    if (PLAIN.test(text)) {
      this.at = PLAIN.lastIndex;
      return text.slice(start + 1, this.at - 1);
    }
    for (let i = start + 1; i < text.length; i += 1) {
      const unit = text.charCodeAt(i);
      if (unit === 0x22) {
        this.at = i + 1;
        return this.decoded(text.slice(start, i + 1));
      }
      if (unit < 0x20) break;
      if (unit === 0x5c) i += 1;
    }
    throw this.syntax();
  }

  private decoded(literal: string): string {
    let value: unknown;
    try {
      value = JSON.parse(literal);
    } catch {
      throw this.syntax();
    }
    const decoded = String(value);
    if (decoded.includes('\0')) throw refuse('holds a NUL character');
    if (/\p{Cs}/u.test(decoded)) throw refuse('holds half of a surrogate pair');
    return decoded;
  }

  private space(): void {
    const { text } = this;
    for (;;) {
      const unit = text.charCodeAt(this.at);
      if (unit !== 0x20 && unit !== 0x0a && unit !== 0x0d && unit !== 0x09) return;
      this.at += 1;
    }
  }

  private add(kind: JsonKind, start: number): number {
    const node = this.count;
    if (node >= JSON_LIMITS.values) throw refuse(`holds more than ${JSON_LIMITS.values} values`);
    if (node === this.kinds.length) this.grow();
    this.kinds[node] = CODES.get(kind) ?? 0;
    this.starts[node] = start;
    this.count += 1;
    return node;
  }

  private grow(): void {
    const size = this.kinds.length * 2;
    const bigger = (old: Int32Array<ArrayBuffer>) => {
      const made = new Int32Array(size);
      made.set(old);
      return made;
    };
    const kinds = new Uint8Array(size);
    kinds.set(this.kinds);
    this.kinds = kinds;
    [this.starts, this.ends, this.nexts] = [bigger(this.starts), bigger(this.ends), bigger(this.nexts)];
  }

  private syntax(): DomainError {
    const [read, found] = [this.at, this.text.length];
    const what = read >= found ? 'ends too early' : `is not valid JSON at character ${read + 1}`;
    return refuse(what, /^\s*$/.test(this.text) ? 'missing' : 'json');
  }
}

function refuse(what: string, kind: ComplaintKind = 'json'): DomainError {
  const message = `The JSON text ${what}.`;
  return new DomainError('invalid', message, { issues: [{ path: '', message, kind }] });
}
