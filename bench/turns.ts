import { atOnce } from './at-once';
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
  const turn = (name: string, write: (name: string) => Promise<unknown>, count: number) =>
    atOnce(count, writers, (n) => write(`${name}-${n}`));
  await turn('warm-verb', byVerb, 50);
  await turn('warm-hand', byHand, 50);
  let [verb, hand] = [0, 0];
  for (let round = 0; round < ROUNDS; round += 1) {
    await settle(store);
    hand += await turn(`hand-${round}`, byHand, each);
    verb += await turn(`verb-${round}`, byVerb, each);
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
