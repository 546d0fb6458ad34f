import { readFileSync } from 'node:fs';
import { foundSoFar } from '../found';
import { keyOf } from '../report';
import { runStryker } from '../run-stryker';

/** Mutates the planted sources and ends with a line of JSON: what was found before the run, and after it. */
const files = ['door', 'words', 'guests', 'gate'].map((name) => `.ci/mutation/planted/${name}.ts`);
const texts = new Map(files.map((file) => [file, readFileSync(file, 'utf8')]));
const early = foundSoFar(process.cwd(), files, texts);
/** Of the gate one mutant is tried; of another an earlier run knows that it lives, of all others that they were found. */
const line = 'export const isOpen = (hour: number): boolean => hour > 7 && hour < 20;';
const isTrue = (original: string) =>
  keyOf({ line, mutator: 'ConditionalExpression', original, replacement: 'true' });
const known = {
  '.ci/mutation/planted/gate.ts': { tried: [isTrue('hour > 7')], live: [isTrue('hour < 20')] },
};
await runStryker({ files, tests: ['.ci/mutation/planted/planted.test.ts'], known });
process.stdout.write(`\n${JSON.stringify([early, foundSoFar(process.cwd(), files, texts)])}\n`);
