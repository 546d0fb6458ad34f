import { createHash } from 'node:crypto';
import type { IncomingMessage } from 'node:http';
import pLimit, { type LimitFunction } from 'p-limit';
import { enter } from '@/db/enter';

/**
 * What one caller may ask of one process. The numbers stand far above honest use (an old client's whole flow is 70
 * requests, the busiest measured one 520 a second) and below what makes others wait.
 */
export interface BudgetSettings {
  /** Requests of one caller that are worked on at once; further ones wait. */
  readonly atOnce: number;
  /** Requests of one caller that may wait; further ones are refused. */
  readonly waiting: number;
  /** Requests that a caller who was quiet may make at full speed, and how many come back each second. */
  readonly burst: number;
  readonly perSecond: number;
  /** Callers who are remembered; beyond, who was quiet longest is forgotten. */
  readonly callers: number;
}

const SETTINGS: BudgetSettings = {
  atOnce: 32,
  waiting: 2_000,
  burst: 36_000,
  perSecond: 600,
  callers: 10_000,
};

interface Account {
  left: number;
  countedAt: number;
  /** Requests that are worked on, and those that wait. */
  readonly limit: LimitFunction;
}

/** Who asks: the digest of the credential that a request carries, not verified, and where it comes from. */
export interface Caller {
  readonly credential: string | null;
  readonly address: string;
}

/** A request may begin (`leave` when it is answered, with its status), or its caller has to wait so many seconds. */
export type Admission = { readonly leave: (status: number) => void } | { readonly retryAfter: number };

/** Request and concurrency budgets per caller, in the memory of this process. `now`: milliseconds, never backward. */
export class Budgets {
  readonly #settings: BudgetSettings;
  readonly #now: () => number;
  readonly #accounts = new Map<string, Account>();

  constructor(settings: Partial<BudgetSettings> = {}, now = () => performance.now()) {
    this.#settings = { ...SETTINGS, ...settings };
    this.#now = now;
  }

  /** How many callers are remembered. */
  get size(): number {
    return this.#accounts.size;
  }

  /**
   * Waits for a free place. Charged is the credential, or the address where there is none. A credential that is refused
   * is charged to its address, too, and an exhausted address gets no new credential: making some up gains nothing.
   */
  async enter({ credential, address }: Caller): Promise<Admission> {
    const isNew = credential !== null && !this.#accounts.has(credential);
    const account = this.#account(credential ?? address);
    const least = isNew ? Math.min(account.left, this.#account(address).left) : account.left;
    if (least < 1) return { retryAfter: Math.ceil((1 - least) / this.#settings.perSecond) };
    const { atOnce, waiting } = this.#settings;
    const { limit } = account;
    // Together: who asked in this very moment still counts as waiting.
    if (limit.activeCount + limit.pendingCount >= atOnce + waiting) return { retryAfter: 1 };
    account.left -= 1;
    const giveBack = await enter(limit);
    let isGone = false;
    return {
      leave: (status) => {
        if (isGone) return;
        isGone = true;
        if (status === 401 && credential !== null) this.#account(address).left -= 1;
        giveBack();
      },
    };
  }

  /** An account, refilled for the time gone by, and moved behind all that were quiet longer. */
  #account(key: string): Account {
    const { atOnce, burst, perSecond, callers } = this.#settings;
    const now = this.#now();
    const known = this.#accounts.get(key) ?? { left: burst, countedAt: now, limit: pLimit(atOnce) };
    known.left = Math.min(burst, known.left + ((now - known.countedAt) / 1000) * perSecond);
    known.countedAt = now;
    this.#accounts.delete(key);
    this.#accounts.set(key, known);
    if (this.#accounts.size > callers) this.#forget();
    return known;
  }

  /** Forgets who was quiet longest and has nothing under way. */
  #forget(): void {
    for (const [caller, { limit }] of this.#accounts) {
      if (limit.activeCount + limit.pendingCount > 0) continue;
      this.#accounts.delete(caller);
      return;
    }
  }
}

/** The token in a ZenML address. */
const IN_PATH = /^\/api\/zenml\/(assay_[^/]+)/;

/**
 * Who sends a request: by the token in its ZenML address, else by its Authorization header, else by our session cookie.
 * ZenML clients all send one user name without a password beside their token: by itself that is worth its address.
 */
export function callerOf({ headers }: IncomingMessage, address: string, path: string): Caller {
  const session = /(?:^|;\s*)(?:__Host-)?assay\.session(?:\.0)?=([^;]+)/.exec(headers.cookie ?? '')?.[1];
  const { authorization } = headers;
  const isBasic = /^basic /i.test(authorization ?? '');
  const given =
    IN_PATH.exec(path)?.[1] ?? (isBasic ? `${authorization} ${address}` : authorization) ?? session;
  return {
    credential: given === undefined ? null : createHash('sha256').update(given).digest('base64'),
    address,
  };
}
