import { type Asked, ask } from './ask';
import { settings } from './settings';
import { type Measured, perSecond } from './table';
import type { Upstream } from './upstream';

const ROUNDS = 3;
/** Conversations of one round, some at once. */
const CONVERSATIONS = 10;

/** Two servers with the same in them, taking turns: ours on one of its databases, and the one its clients were written for. */
export interface Pair<Side> {
  readonly engine: Measured['engine'];
  readonly ours: Side;
  readonly theirs: Side;
  readonly upstream: Upstream;
}

/** The same request over and over. No budget: what the design bounds is the conversation that it is a part of. */
export function requestsInTurns<Side extends { readonly url: string }>(
  pair: Pair<Side>,
  what: string,
  count: number,
  request: (side: Side) => Asked,
): Promise<Measured> {
  const many = Math.min(settings.reads, count);
  return inTurns(pair, `${what}, ${settings.connections} connections`, null, many, (side) =>
    ask(side.url, request(side), many),
  );
}

/** All that one client says, by several clients at once; `name` is another for each. */
export function conversationsInTurns<Side>(
  pair: Pair<Side>,
  what: string,
  converse: (side: Side, name: string) => Promise<void>,
): Promise<Measured> {
  const title = `${what}, ${settings.connections} at once`;
  const budget = { at: 'least', value: 3 } as const;
  return inTurns(pair, title, budget, CONVERSATIONS, async (side, round) => {
    let next = 0;
    const began = performance.now();
    await Promise.all(
      Array.from({ length: settings.connections }, async () => {
        while (next < CONVERSATIONS) {
          next += 1;
          await converse(side, `nightly-${round}-${next}`);
        }
      }),
    );
    return performance.now() - began;
  });
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
    const [a, b] = [await work(theirs, round), await work(ours, round)];
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
