import { expect, it } from 'vitest';
import { bytesText, msText } from './amounts';

it.each([
  [0, '0.0 ms'],
  [0.55, '0.6 ms'],
  [9.94, '9.9 ms'],
  [9.96, '10 ms'],
  [999.4, '999 ms'],
  [999.6, '1.0 s'],
  [1_440, '1.4 s'],
  [102_400, 'over 100 s'],
])('%d milliseconds are %s', (ms, text) => {
  expect(msText(ms)).toBe(text);
});

it.each([
  [0, '0.0 kB'],
  [8_192, '8.0 kB'],
  [655_360, '640 kB'],
  [1_048_576, '1.0 MB'],
  [1_288_490_189, '1.2 GB'],
  [5e16, '45475 TB'],
])('%d bytes are %s', (bytes, text) => {
  expect(bytesText(bytes)).toBe(text);
});
