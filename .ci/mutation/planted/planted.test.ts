import { expect, it } from 'vitest';
import { mayEnter } from './door';
import { isOpen } from './gate';
import { arrive, leave } from './guests';
import { isWord } from './words';

it('lets members in, and nobody else', () => {
  expect([mayEnter(true, 30), mayEnter(false, 30)]).toEqual([true, false]);
});

it('knows the word that opens', () => {
  expect(isWord('open')).toBe(true);
});

it('counts one guest after all have left', () => {
  expect(arrive(false)).toBe(1);
  leave();
});

it('asks a gate whether it is open', () => {
  expect([true, false]).toContain(isOpen(12));
});
