// @ts-check
// One process at a time, across processes: a file that its holder keeps touching.
import { rmSync, statSync, utimesSync, writeFileSync } from 'node:fs';
import { setTimeout as pause } from 'node:timers/promises';

/**
 * Waits until nobody holds `file`, then holds it while `work` runs. Who was killed stops touching the file, which is
 * then taken after `stale` ms; a pid in it would lie in containers, where every start has the same ones.
 * @template T
 * @param {string} file
 * @param {(waited: boolean) => Promise<T>} work told whether somebody else was at it before
 * @param {{ stale?: number, every?: number }} [options] milliseconds
 * @returns {Promise<T>}
 */
export async function inTurn(file, work, { stale = 60_000, every = 1_000 } = {}) {
  let waited = false;
  while (!taken(file)) {
    waited = true;
    if (age(file) > stale) rmSync(file, { force: true });
    else await pause(every / 4);
  }
  const beat = setInterval(() => utimesSync(file, new Date(), new Date()), every);
  try {
    return await work(waited);
  } finally {
    clearInterval(beat);
    rmSync(file, { force: true });
  }
}

/** @param {string} file */
function taken(file) {
  try {
    writeFileSync(file, '', { flag: 'wx' });
    return true;
  } catch (error) {
    if (/** @type {NodeJS.ErrnoException} */ (error).code === 'EEXIST') return false;
    throw error;
  }
}

/** @param {string} file */
function age(file) {
  const known = statSync(file, { throwIfNoEntry: false });
  return known === undefined ? 0 : Date.now() - known.mtimeMs;
}
