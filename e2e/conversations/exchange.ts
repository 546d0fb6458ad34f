/** What is sent: method, path with query, and a body as JSON. `{{name}}` stands for a value kept earlier. */
export type Sent = readonly [method: string, path: string, json?: unknown];

/** What must come back: status, the whole JSON body (absent: not looked at), and the headers that matter (null: not there). */
export type Reply = readonly [
  status: number,
  json?: unknown,
  headers?: Readonly<Record<string, string | RegExp | null>>,
];

/** One request and its reply. `{{name}}` stands for kept values on both sides. */
export interface Exchange {
  /** What it proves. */
  readonly claim: string;
  readonly send: Sent;
  readonly reply: Reply;
  readonly headers?: Readonly<Record<string, string>>;
  /** Sent as a form instead of JSON. */
  readonly form?: Readonly<Record<string, string>>;
  /** Sent as it is instead of JSON. */
  readonly text?: string;
  /** Characters that the reply must hold, for what JSON comparison cannot see. */
  readonly verbatim?: string;
  /** Values for later exchanges: name → path into the reply's JSON, `artifact.header.identifier` or `0.name`. */
  readonly keep?: Readonly<Record<string, string>>;
  /**
   * Sent as Python's `requests` sends what `json.dumps` wrote: no Content-Type unless one is given, a Content-Length
   * even of nothing.
   */
  readonly fromPython?: true;
  /** Sent as the user name of Basic, with the empty password that ZenML clients have. */
  readonly user?: string;
  /** Members of objects in the reply stand in the order in which they are expected. */
  readonly inOrder?: true;
  /** A request that clients send again and again: played and checked, but not counted as one of its own. */
  readonly repeats?: true;
}

/** Exchanges about one subject, in the order a client has them. */
export interface Chapter {
  readonly title: string;
  readonly exchanges: readonly Exchange[];
}

/** Something that is true of many values. */
export class Pattern {
  readonly name: string;
  readonly holds: (value: unknown, said: (text: string) => string) => boolean;

  /** `said` puts kept values into a text. */
  constructor(name: string, holds: Pattern['holds']) {
    this.name = name;
    this.holds = holds;
  }

  toJSON(): string {
    return `‹${this.name}›`;
  }
}

/** Unix seconds of the last five minutes: what was written early in a conversation is read late on a busy machine. */
export const justNow = new Pattern(
  'Unix seconds of just now',
  (value) => Number.isInteger(value) && Math.abs(Date.now() / 1000 - Number(value)) < 300,
);

/** A text that names all of these. */
export const naming = (...parts: readonly string[]): Pattern =>
  new Pattern(
    `a text that names ${parts.join(' and ')}`,
    (value, said) => typeof value === 'string' && parts.every((part) => value.includes(said(part))),
  );

/** A list with these members among others, in any order. */
export const among = (...members: readonly unknown[]): Among => new Among(members);
export class Among {
  readonly members: readonly unknown[];
  constructor(members: readonly unknown[]) {
    this.members = members;
  }

  toJSON(): unknown[] {
    return [...this.members, '‹any others›'];
  }
}

/** A list of these members, in any order. */
export const inAnyOrder = (...members: readonly unknown[]): InAnyOrder => new InAnyOrder(members);
export class InAnyOrder extends Among {
  override toJSON(): unknown[] {
    return ['‹in any order›', ...this.members];
  }
}

/** A list of so many members. */
export const listOf = (count: number): Pattern =>
  new Pattern(`a list of ${count}`, (value) => Array.isArray(value) && value.length === count);

/** An object with at least these members. */
export const having = (members: Readonly<Record<string, unknown>>): Having => new Having(members);
export class Having {
  readonly members: Readonly<Record<string, unknown>>;
  constructor(members: Readonly<Record<string, unknown>>) {
    this.members = members;
  }

  toJSON(): Readonly<Record<string, unknown>> {
    return { ...this.members, '‹anything›': '‹else›' };
  }
}
