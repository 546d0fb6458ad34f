import { describe, expect, it } from 'vitest';
import { fewAtOnce } from './few-at-once';

/** Works that wait to be told to end; how many of them run, and how many ran at most. */
function works() {
  const ends: (() => void)[] = [];
  const running = { now: 0, most: 0 };
  const start = (key: string) =>
    fewAtOnce(key, async () => {
      running.now += 1;
      running.most = Math.max(running.most, running.now);
      await new Promise<void>((end) => ends.push(end));
      running.now -= 1;
    });
  const settle = () => new Promise((done) => setImmediate(done));
  const endOne = async () => {
    ends.shift()?.();
    await settle();
  };
  return { start, endOne, settle, running };
}

/** Keys that something is kept of: nothing is of one that nobody tries, or guesses at many names would fill the memory. */
const kept = () =>
  (globalThis as { [key: symbol]: ReadonlyMap<string, unknown> | undefined })[Symbol.for('assay.signInTurns')]
    ?.size;

describe('tries of the same key', () => {
  it('are still four at once after one has ended while none waited', async () => {
    const { start, endOne, settle, running } = works();
    const all = Array.from({ length: 4 }, () => start('e'));
    await settle();
    await endOne();
    all.push(...Array.from({ length: 4 }, () => start('e')));
    await settle();
    expect([running.now, kept()]).toEqual([4, 1]);
    for (const _ of all) await endOne();
    await Promise.all(all);
    expect([running.most, kept()]).toEqual([4, 0]);
  });

  it('run four at once, however many are started while others end', async () => {
    const { start, endOne, settle, running } = works();
    const all = Array.from({ length: 6 }, () => start('a'));
    await settle();
    expect(running.now).toBe(4);
    await endOne();
    all.push(...Array.from({ length: 5 }, () => start('a')));
    await settle();
    expect(running.now).toBe(4);
    for (const _ of all) await endOne();
    await Promise.all(all);
    expect(running).toEqual({ now: 0, most: 4 });
  });

  it('wait for no other key, and for nothing after one that failed', async () => {
    const { start, endOne, settle, running } = works();
    const all = ['b', 'b', 'b', 'b', 'c'].map(start);
    await settle();
    expect(running.now).toBe(5);
    for (const _ of all) await endOne();
    await Promise.all(all);
    const fail = () => Promise.reject(new Error('no'));
    for (let n = 0; n < 5; n += 1) await expect(fewAtOnce('d', fail)).rejects.toThrow('no');
    expect(await fewAtOnce('d', async () => 'yes')).toBe('yes');
  });
});
