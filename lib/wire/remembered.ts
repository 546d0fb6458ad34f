import { createHash } from 'node:crypto';
import type { Runtime } from '@/lib/core/runtime';
import { jsonTextResponse, textOfResponse } from './json-stream';

/** Milliseconds that an answer is given again: by so much may what ends by the clock (a token, an assignment) end late. */
const FRESH_MS = 1_000;
/** Characters of all remembered answers together. */
const MOST_CHARACTERS = 8_388_608;

interface Remembered {
  readonly text: string;
  readonly status: number;
  readonly writes: number;
  readonly until: number;
}

/** Answers of one store, oldest first. */
class Memory {
  readonly #answers = new Map<string, Remembered>();
  #characters = 0;

  get(key: string, writes: number): Remembered | null {
    const found = this.#answers.get(key);
    if (found === undefined) return null;
    if (found.writes === writes && performance.now() < found.until) return found;
    this.#forget(key, found);
    return null;
  }

  set(key: string, answer: Remembered): void {
    if (answer.text.length > MOST_CHARACTERS / 8) return;
    const former = this.#answers.get(key);
    if (former !== undefined) this.#forget(key, former);
    this.#answers.set(key, answer);
    this.#characters += answer.text.length;
    for (const [oldest, { text }] of this.#answers) {
      if (this.#characters <= MOST_CHARACTERS) break;
      this.#forget(oldest, { text });
    }
  }

  #forget(key: string, { text }: Pick<Remembered, 'text'>): void {
    if (this.#answers.delete(key)) this.#characters -= text.length;
  }
}

const memories = new WeakMap<Runtime, Memory>();

/**
 * The answer that this very request had before, while no row has changed since, or what `answer` says. Exact, because
 * the count of writes is taken before the first question and compared after the last; only where this process alone
 * writes (`Opened.writes`), and only for answers of one piece with status 200. The key holds everything that an answer
 * depends on: address, credentials, and where from (legacy names are let in by network); hashed, for it holds tokens.
 */
export async function remembered(
  runtime: Runtime,
  request: Request,
  from: string,
  answer: () => Promise<Response>,
): Promise<Response> {
  const { writes: count } = runtime.database;
  if (count === null) return answer();
  const memory = memories.get(runtime) ?? new Memory();
  memories.set(runtime, memory);
  const asked = [request.url, request.headers.get('authorization') ?? '', from].join('\n');
  const key = createHash('sha256').update(asked).digest('base64');
  const writes = count();
  const known = memory.get(key, writes);
  if (known !== null) return jsonTextResponse(known.text, known.status);
  const until = performance.now() + FRESH_MS;
  const response = await answer();
  const text = textOfResponse(response);
  if (text !== null && response.status === 200 && count() === writes)
    memory.set(key, { text, status: 200, writes, until });
  return response;
}
