import { readFileSync } from 'node:fs';
import { foundSoFar, runStryker } from '../run-stryker';

/** Mutates the planted sources and ends with a line of JSON: what was found before the run, and after it. */
const files = ['door', 'words', 'guests'].map((name) => `.ci/mutation/planted/${name}.ts`);
const texts = new Map(files.map((file) => [file, readFileSync(file, 'utf8')]));
const early = foundSoFar(process.cwd(), files, texts);
await runStryker({ files, tests: ['.ci/mutation/planted/planted.test.ts'] });
process.stdout.write(`\n${JSON.stringify([early, foundSoFar(process.cwd(), files, texts)])}\n`);
