import type { MutantResult } from '@stryker-mutator/api/core';
import { afterEach, describe, expect, it } from 'vitest';
import { foundSoFar } from './found';
import { journal } from './journal';

const TEXT = 'const a = 1 + 2;\nconst b = 3 + 4;\n';
const result = (
  line: number,
  status: MutantResult['status'],
  more: Pick<MutantResult, 'statusReason'> = {},
): MutantResult => ({
  id: String(line),
  fileName: 'a.ts',
  mutatorName: 'ArithmeticOperator',
  replacement: 'x',
  location: { start: { line, column: 11 }, end: { line, column: 16 } },
  status,
  ...more,
});

afterEach(() => {
  journal().planned = new Map();
  journal().results.length = 0;
});

/** What is found of a file with as many mutants as there are results. */
function found(...results: MutantResult[]) {
  journal().planned = new Map([['a.ts', results.length]]);
  journal().results.push(...results);
  return foundSoFar('.', ['a.ts'], new Map([['a.ts', TEXT]]))[0];
}

describe('what a run has found', () => {
  it('is what made a test fail, and what comes to no end', () => {
    const endless = result(2, 'Timeout', { statusReason: 'Hit limit reached (701/700)' });
    expect(found(result(1, 'Killed'), endless)).toEqual({ file: 'a.ts', killed: 2, survived: [] });
  });

  it('is not what a busy machine had no time for, which is to be tried again', () => {
    expect(found(result(1, 'Killed'), result(2, 'Timeout'))).toMatchObject({
      killed: 1,
      survived: [{ line: 'const b = 3 + 4;', original: '3 + 4', replacement: 'x' }],
    });
  });

  it.each(['Survived', 'NoCoverage', 'RuntimeError'] as const)('and not what %s', (status) => {
    expect(found(result(1, status))).toMatchObject({ killed: 0, survived: [{ line: 'const a = 1 + 2;' }] });
  });
});
