import { describe, expect, it } from 'vitest';
import { type Given, storedFor } from './given';

const of = (id: string) => ({ id, condition: null, uses: [] });
const given: Given = {
  scenarios: [],
  known: new Set(),
  stored: [of('a'), of('b')],
  revision: 3,
  suite: 'suite.default',
};

describe('the stored case of a row', () => {
  it('is the one that the row came from, whatever it is called by now', () => {
    expect(storedFor(given, '1', 'renamed', 3)?.id).toBe('b');
    expect(storedFor(given, '7', 'a', 3)).toBeNull();
  });

  it('is found by its name once the form goes on with another revision, whose rows it does not count', () => {
    expect(storedFor(given, '0', 'b', 4)?.id).toBe('b');
    expect(storedFor(given, '0', 'renamed', 4)).toBeNull();
  });

  it('is none for a new row, even one of a stored name', () => {
    expect(storedFor(given, 'new', 'a', 3)).toBeNull();
  });
});
