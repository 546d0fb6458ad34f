import { ask, type Measurement, rateOf } from './ask';
import { atOnce } from './at-once';
import { benchServer } from './bench-server';
import { settings } from './settings';
import { type Measured, perSecond } from './table';
import type { Upstream } from './upstream';

const ROUNDS = 3;
/** Conversations of one round, some at once. */
const CONVERSATIONS = 10;

/** Clients of another server, and what they ask of it and of ours. `Side`: a server with the same in it as the other. */
export interface Clients<Side> {
  /** `an MLTE client` */
  readonly who: string;
  readonly upstream: () => Promise<Upstream | string>;
  /** Fills the built server, at this address. */
  readonly ours: (url: string) => Promise<Side>;
  /** Fills the server that the clients were written for. */
  readonly theirs: (url: string) => Promise<Side>;
  /** All that one client says; `name` is another for each. */
  readonly converse: (side: Side, name: string) => Promise<void>;
  /** What they ask most; `rate`: replies a second of their server, as measured before on 2 cores. */
  readonly requests: readonly {
    readonly what: string;
    readonly rate: number;
    readonly request: (side: Side) => Measurement;
  }[];
}

/**
 * What clients of another server ask for, over HTTP, from the built server as it starts by itself (`databaseUrl` null: on
 * the embedded database) and in turns from the server that they were written for: whole conversations, and the requests
 * that they make most. Where that server cannot be run, the requests are held against its rates as measured before.
 */
export async function measureClients<Side extends { readonly url: string }>(
  databaseUrl: string | null,
  { who, upstream: startUpstream, ours, theirs, converse, requests }: Clients<Side>,
): Promise<Measured[]> {
  const engine = databaseUrl === null ? 'embedded' : 'postgres';
  const assay = await benchServer(databaseUrl);
  const upstream = await startUpstream();
  const rows: Measured[] = [];
  try {
    const own = await ours(assay.url);
    if (typeof upstream === 'string') {
      process.stderr.write(`The server of ${who} is not run: ${upstream}\n`);
      for (const { what, rate, request } of requests)
        rows.push(await rateOf(assay.url, request(own), { what, rate, of: `the server of ${who}`, engine }));
      return rows;
    }
    const pair = { engine, ours: own, theirs: await theirs(upstream.url), upstream } as const;
    rows.push(await conversationsInTurns(pair, `conversations of ${who}`, converse));
    for (const { what, rate, request } of requests)
      rows.push(await requestsInTurns(pair, what, rate, request));
    return rows;
  } finally {
    if (typeof upstream !== 'string') await upstream.remove();
    await assay.remove();
  }
}

/** Two servers with the same in them, taking turns: ours on one of its databases, and the one its clients were written for. */
interface Pair<Side> {
  readonly engine: Measured['engine'];
  readonly ours: Side;
  readonly theirs: Side;
  readonly upstream: Upstream;
}

/** The same request over and over. No budget: what the design bounds is the conversation that it is a part of. */
function requestsInTurns<Side extends { readonly url: string }>(
  pair: Pair<Side>,
  what: string,
  rate: number,
  request: (side: Side) => Measurement,
): Promise<Measured> {
  // Some seconds each for their server.
  const many = Math.min(settings.reads, Math.max(settings.connections, rate * 3));
  return inTurns(pair, `${what}, ${settings.connections} connections`, null, many, (side) =>
    ask(side.url, request(side), many),
  );
}

/** All that one client says, by several clients at once; `name` is another for each. */
function conversationsInTurns<Side>(
  pair: Pair<Side>,
  what: string,
  converse: (side: Side, name: string) => Promise<void>,
): Promise<Measured> {
  const title = `${what}, ${settings.connections} at once`;
  const budget = { at: 'least', value: 3 } as const;
  return inTurns(pair, title, budget, CONVERSATIONS, (side, round) =>
    atOnce(CONVERSATIONS, settings.connections, (n) => converse(side, `nightly-${round}-${n}`)),
  );
}

/** The first turn of each does not count. */
async function inTurns<Side>(
  { engine, ours, theirs, upstream }: Pair<Side>,
  what: string,
  budget: Measured['budget'],
  count: number,
  work: (side: Side, round: number) => Promise<number>,
): Promise<Measured> {
  let [own, other] = [0, 0];
  for (let round = 0; round <= ROUNDS; round += 1) {
    const a = await work(theirs, round);
    const b = await work(ours, round);
    if (round > 0) [other, own] = [other + a, own + b];
  }
  return {
    what,
    engine,
    assay: perSecond(count * ROUNDS, own),
    against: `${perSecond(count * ROUNDS, other)} ${upstream.what}`,
    ratio: other / own,
    budget,
  };
}
