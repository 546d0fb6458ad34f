import type { Mutant as StrykerMutant } from '@stryker-mutator/api/core';
import type { Mutant } from './report';

/** A mutant as the report tells it. Stryker counts lines and columns from 0 before it has tried one, after that from 1. */
export function mutantOf(
  lines: readonly string[],
  {
    location,
    mutatorName,
    replacement,
  }: Pick<StrykerMutant, 'location' | 'mutatorName'> & {
    readonly replacement?: string | undefined;
  },
  countedFrom: 0 | 1,
): Mutant {
  const place = ({ line, column }: StrykerMutant['location']['start']) => ({
    line: line - countedFrom,
    column: column - countedFrom,
  });
  const [start, end] = [place(location.start), place(location.end)];
  const original = lines
    .slice(start.line, end.line + 1)
    .map((line, n, all) =>
      line.slice(n === 0 ? start.column : 0, n === all.length - 1 ? end.column : undefined),
    )
    .join('\n');
  return {
    line: (lines[start.line] ?? '').trim(),
    mutator: mutatorName,
    original: short(original),
    replacement: short(replacement ?? ''),
  };
}

const short = (text: string): string => {
  const flat = text.replaceAll(/\s+/g, ' ');
  return flat.length > 120 ? `${flat.slice(0, 117)}...` : flat;
};
