import { AWAY_DIGEST } from '@/db/digests';

/** Milliseconds after which an answer came too late. */
const LATE_MS = 5_000;
/** Milliseconds after which a request has no answer. */
const PATIENCE_MS = 60_000;
/** Milliseconds until somebody who was sent away comes again: far sooner than they are told to. */
const PAUSE_MS = 50;

/** Faults of late parts of a page, whose head had said 200. */
const FAULTS_INSIDE = /(?:data-dgst="|:E\{\\?"digest\\?":\\?")([^"\\]*)/g;

export interface Answer {
  /** 0 where there was none. */
  readonly status: number;
  /** Seconds; 0 where nothing is said of it. */
  readonly retryAfter: number;
  readonly text: string;
  readonly location: string | null;
}

/** What became of the requests to a server whose database comes and goes. */
export class Answers {
  requests = 0;
  succeeded = 0;
  /** Answered with 503 and Retry-After. */
  sentAway = 0;
  /** Pages of which a late part was left by the database after their head had said 200: it comes back by itself. */
  brokenOff = 0;
  late = 0;
  longest = 0;
  /** When the last request ended that did not succeed; 0 when all did. By `performance.now()`. */
  lastTrouble = 0;
  /** Whatever else came of a request, a word each. */
  readonly strange: string[] = [];

  /** The answer where it is a success: 2xx, or what `isGood` takes for one. Null otherwise, which is counted. */
  async ask(address: string, init: RequestInit = {}, isGood = isSuccess): Promise<Answer | null> {
    this.requests += 1;
    const began = performance.now();
    const answer = await answerTo(address, init);
    const ms = performance.now() - began;
    this.longest = Math.max(this.longest, ms);
    if (ms > LATE_MS) this.late += 1;
    const inside = [...answer.text.matchAll(FAULTS_INSIDE)].map(([, digest]) => digest);
    if (isGood(answer) && inside.length === 0) {
      this.succeeded += 1;
      return answer;
    }
    this.lastTrouble = performance.now();
    if (answer.status === 503 && answer.retryAfter > 0) this.sentAway += 1;
    else if (answer.status === 200 && inside.length > 0 && inside.every((digest) => digest === AWAY_DIGEST))
      this.brokenOff += 1;
    else this.strange.push(`${result(address, init)}: ${answer.status} ${whatElse(answer)}`);
    await new Promise((resolve) => setTimeout(resolve, PAUSE_MS));
    return null;
  }
}

const isSuccess = ({ status }: Answer): boolean => status >= 200 && status < 300;

/** The answer; status 0 after a minute without one. */
export async function answerTo(address: string, init: RequestInit): Promise<Answer> {
  try {
    const signal = AbortSignal.timeout(PATIENCE_MS);
    const response = await fetch(address, { redirect: 'manual', signal, ...init });
    const { status, headers } = response;
    const retryAfter = Number(headers.get('retry-after'));
    return { status, retryAfter, location: headers.get('location'), text: await response.text() };
  } catch (error) {
    const { message, cause } = error as Error;
    return { status: 0, retryAfter: 0, location: null, text: `no answer: ${message} ${String(cause ?? '')}` };
  }
}

/** Without the token that an address of the zen door holds. */
const result = (address: string, { method = 'GET' }: RequestInit): string =>
  `${method} ${new URL(address).pathname.replace(/assay_zenml_[^/]+/, '…')}`;

const whatElse = ({ location, text }: Answer): string => location ?? text.slice(0, 300);
