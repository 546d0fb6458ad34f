import { createHash } from 'node:crypto';
import { LRUCache } from 'lru-cache';
import type { Runtime } from '@/lib/core/runtime';
import { type Use, usesOf } from '@/lib/uses/use-counts';
import { TextReply } from './json-stream';

/** Milliseconds that an answer is given again: by so much may what ends by the clock (a token, an assignment) end late. */
const FRESH_MS = 1_000;
/** Characters of all remembered answers together, and of one. */
const [MOST_CHARACTERS, MOST_OF_ONE] = [8_388_608, 1_048_576];

/** The text of a success, the count of writes that it was made at, and what it was permitted by. */
interface Remembered {
  readonly text: string;
  readonly writes: number;
  readonly uses: readonly Use[];
}

/** What an answer was made by, told after it was made. */
interface Making {
  readonly answer: () => Promise<Response>;
  readonly uses: () => readonly Use[];
}

const memories = new WeakMap<Runtime, LRUCache<string, Remembered>>();

function memoryOf(runtime: Runtime): LRUCache<string, Remembered> {
  const known = memories.get(runtime);
  if (known !== undefined) return known;
  const memory = new LRUCache<string, Remembered>({
    maxSize: MOST_CHARACTERS,
    maxEntrySize: MOST_OF_ONE,
    // An empty answer has none, and an entry must have some.
    sizeCalculation: ({ text }) => text.length + 1,
    ttl: FRESH_MS,
    ttlResolution: 0,
  });
  memories.set(runtime, memory);
  return memory;
}

/**
 * The answer that this very request had before, while no row has changed since, or what `answer` says. Exact, because
 * the count of writes is taken before the first question and compared after the last; only where this process alone
 * writes (`Opened.writes`), and only for answers of one piece with status 200. The key holds everything that an answer
 * depends on: address, credentials, and the client's address (legacy names are let in by network); hashed, for it holds tokens.
 * Each time it is given counts as a use of what it was permitted by.
 */
export async function remembered(
  runtime: Runtime,
  request: Request,
  address: string,
  { answer, uses }: Making,
): Promise<Response> {
  const { writes: count } = runtime.database;
  if (count === null) return answer();
  const memory = memoryOf(runtime);
  const requested = [request.url, request.headers.get('authorization') ?? '', address].join('\n');
  const key = createHash('sha256').update(requested).digest('base64');
  const writes = count();
  const start = performance.now();
  const known = memory.get(key);
  if (known?.writes === writes) {
    const now = new Date();
    for (const use of known.uses) usesOf(runtime.database.db).note(use, now);
    return new TextReply(known.text);
  }
  const response = await answer();
  if (response instanceof TextReply && response.status === 200 && count() === writes)
    memory.set(key, { text: response.sent, writes, uses: uses() }, { start });
  return response;
}
