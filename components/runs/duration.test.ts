import { expect, it } from 'vitest';
import { durationText } from './duration';

it.each([
  [0, '0 s'],
  [440, '0.4 s'],
  [9_940, '9.9 s'],
  [12_999, '12 s'],
  [59_999, '59 s'],
  [60_000, '1 min'],
  [200_000, '3 min 20 s'],
  [7_500_000, '2 h 5 min'],
  [86_400_000, '1 d'],
  [349_200_000, '4 d 1 h'],
  [400 * 86_400_000 * 10, '4,000 d'],
  [-1, 'unknown'],
  [Number.NaN, 'unknown'],
])('says %d ms as %s', (ms, text) => {
  expect(durationText(ms)).toBe(text);
});
