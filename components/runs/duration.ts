const SECOND = 1_000;
const MINUTE = 60 * SECOND;
const HOUR = 60 * MINUTE;
const DAY = 24 * HOUR;

/** How long something took, in its two largest units: `0.4 s`, `12 s`, `3 min 20 s`, `2 h 5 min`, `4 d 1 h`. */
export function durationText(ms: number): string {
  if (!(ms >= 0)) return 'unknown';
  if (ms < 10 * SECOND) return `${Number((ms / SECOND).toFixed(1))} s`;
  if (ms < MINUTE) return `${Math.floor(ms / SECOND)} s`;
  if (ms < HOUR) return two(ms, MINUTE, 'min', SECOND, 's');
  if (ms < DAY) return two(ms, HOUR, 'h', MINUTE, 'min');
  return two(ms, DAY, 'd', HOUR, 'h');
}

function two(ms: number, large: number, largeWord: string, small: number, smallWord: string): string {
  const rest = Math.floor((ms % large) / small);
  const head = `${Math.floor(ms / large).toLocaleString('en')} ${largeWord}`;
  return rest === 0 ? head : `${head} ${rest} ${smallWord}`;
}
