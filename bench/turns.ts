import { settings } from './settings';
import { type BenchStore, settle } from './stores';
import { type Measured, perSecond } from './table';

const ROUNDS = 6;

/** Writes by the verb against the same rows in bare transactions, taking turns. Names of the first turn: `verb-0-1`, `hand-0-1`. */
export async function againstBare(
  store: BenchStore,
  what: string,
  byVerb: (name: string) => Promise<unknown>,
  byHand: (name: string) => Promise<unknown>,
): Promise<Measured> {
  const writers = store.engine === 'embedded' ? 1 : settings.writers;
  const each = Math.ceil(settings.writes / ROUNDS);
  await turn('warm-verb', byVerb, 50, writers);
  await turn('warm-hand', byHand, 50, writers);
  let [verb, hand] = [0, 0];
  for (let round = 0; round < ROUNDS; round += 1) {
    await settle(store);
    hand += await turn(`hand-${round}`, byHand, each, writers);
    verb += await turn(`verb-${round}`, byVerb, each, writers);
  }
  return {
    what: `${what}, ${writers} at once`,
    engine: store.engine,
    assay: perSecond(each * ROUNDS, verb),
    against: `${perSecond(each * ROUNDS, hand)} bare transactions`,
    ratio: hand / verb,
    budget: { at: 'least', value: 0.5 },
  };
}

/** Milliseconds for `count` writes by some writers, each under a name of its own. */
async function turn(
  name: string,
  write: (name: string) => Promise<unknown>,
  count: number,
  writers: number,
): Promise<number> {
  let next = 0;
  const began = performance.now();
  await Promise.all(
    Array.from({ length: writers }, async () => {
      while (next < count) {
        next += 1;
        await write(`${name}-${next}`);
      }
    }),
  );
  return performance.now() - began;
}
