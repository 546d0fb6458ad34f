import { existsSync, readFileSync } from 'node:fs';
import path from 'node:path';
import { changedFiles } from './changed';
import { foundSoFar } from './found';
import type { KnownMutants } from './given';
import { MUTATION_PARTS, type MutationPart, sourcesOf, testsBeside, testsOf } from './parts';
import { complaints, digestOf, keyOf, merged, readReport, scoreOf, writeReport } from './report';
import { runStryker } from './run-stryker';
import { scoreTable, writeScores } from './scores';

/** Mutants of one run over what has changed: as many as two cores try in less than ten minutes. */
const LIMIT = 400;

const USAGE = `npm run mutation -- PART…      mutates what has changed in these parts since it was measured; with --force, all,
                               and again what lives for a reason
npm run mutation -- FILE…      mutates these files
npm run mutation -- --survivors PART… FILE…
                               tries again what lives without a reason, and takes the rest as it was measured
npm run mutation -- --near PART… FILE…
                               tries the tests beside each file alone, or with --near=TEST,TEST those whose paths begin so,
                               which find most in a fraction of the time; what lives is not judged before --survivors has
                               tried all tests of the part on it
--workers=1                    tries one mutant at a time, on a machine that has other work; else two
npm run mutation -- --changed  at most ${LIMIT} mutants of what has changed in any part, and does not write the report
Parts: ${MUTATION_PARTS.map(({ name }) => `"${name}"`).join(', ')}. What is found goes to docs/mutation.json.`;

const root = process.cwd();
const owners = new Map<string, MutationPart>();
for (const part of MUTATION_PARTS)
  for (const file of sourcesOf(root, part)) if (!owners.has(file)) owners.set(file, part);
const texts = new Map([...owners.keys()].map((file) => [file, readFileSync(path.join(root, file), 'utf8')]));

const asked = process.argv.slice(2);
const isChanged = asked.includes('--changed');
const isOfSurvivors = asked.includes('--survivors');
const near = asked.find((word) => /^--near(=|$)/.test(word))?.slice('--near='.length);
const isNear = near !== undefined;
const workers = asked.includes('--workers=1') ? 1 : 2;
const force = asked.includes('--force');
const before = readReport(root);
const say = (text: string): boolean => process.stdout.write(`${text}\n`);

const files = isChanged ? withinLimit() : asked.filter((word) => !word.startsWith('--')).flatMap(filesOf);
if (!isChanged && asked.length === 0) misunderstood('Say what to mutate.');
if (files.length === 0) say('Nothing that is mutated has changed.');
else await mutate();

function misunderstood(why: string): never {
  console.error(`${why}\n${USAGE}`);
  process.exit(2);
}

function filesOf(word: string): string[] {
  const part = MUTATION_PARTS.find(({ name }) => name === word);
  if (part !== undefined)
    return [...owners.keys()].filter(
      (file) => owners.get(file) === part && (isOfSurvivors ? asksForReasons(file) : force || isOther(file)),
    );
  return owners.has(word) ? [word] : misunderstood(`There is no part and no file ${word} that is mutated.`);
}

function isOther(file: string): boolean {
  return before.files[file]?.sha256 !== digestOf(texts.get(file) ?? '');
}

/** Whether something lives in it without a reason, and its text is the one that was measured. */
function asksForReasons(file: string): boolean {
  return !isOther(file) && (before.files[file]?.survivors ?? []).some(({ reason }) => reason === '');
}

/** What is not tried again: what lives for a reason, also where its file has changed; with `--survivors`, what was found. */
function known(file: string): [file: string, mutants: KnownMutants][] {
  const survivors = before.files[file]?.survivors;
  if (survivors === undefined || force) return [];
  const keys = (hasReason: boolean) =>
    survivors.filter(({ reason }) => (reason !== '') === hasReason).map((each) => keyOf(each));
  const tried = isOfSurvivors && !isOther(file) ? keys(false) : 'all others';
  return [[file, { live: keys(true), tried }]];
}

function knownOf(of: readonly string[]): Readonly<Record<string, KnownMutants>> {
  return Object.fromEntries(of.flatMap(known));
}

function withinLimit(): readonly string[] {
  const changed = [...owners.keys()].filter(isOther);
  const lines = (file: string): number => (texts.get(file) ?? '').split('\n').length;
  const known = changed.map((file) => ({ file, lines: lines(file), part: owners.get(file)?.name ?? '' }));
  const { files: within, left, unmeasured } = changedFiles(known, before, LIMIT);
  if (unmeasured.length > 0)
    say(`Not measured yet, so nothing new is looked at in: ${unmeasured.join(', ')}`);
  if (left.length > 0) say(`Too much for one run, and not looked at:\n${left.join('\n')}`);
  return within;
}

/** Also what a run found that ends early, by a signal, stands in the report: files that were done. */
async function mutate(): Promise<void> {
  const parts = MUTATION_PARTS.filter((part) => files.some((file) => owners.get(file) === part));
  const all = [...new Set(parts.flatMap((part) => testsOf(root, part)))];
  const tests = near === undefined ? all : near === '' ? testsBeside(files, all) : all.filter(beginsAsAsked);
  const began = Date.now();
  process.once('exit', () => conclude(Math.round((Date.now() - began) / 1000)));
  await runStryker({ files, tests, isNear, known: knownOf(files) }, workers);
}

/** Whether a test's path begins as one that `--near=` names. */
function beginsAsAsked(test: string): boolean {
  return (near ?? '').split(',').some((begin) => test.startsWith(begin));
}

function conclude(seconds: number): void {
  const found = foundSoFar(root, files, texts, knownOf(files));
  // A reason that somebody wrote meanwhile stands there, too.
  const after = merged(isChanged ? before : readReport(root), found, {
    partOf: (file) => owners.get(file)?.name ?? '',
    digest: (file) => digestOf(texts.get(file) ?? readFileSync(path.join(root, file), 'utf8')),
    isThere: (file) => existsSync(path.join(root, file)),
  });
  const done = found.map(({ file }) => file);
  const wrong = complaints(before, after, done, (file) => owners.get(file)?.floor ?? 0);
  if (!isChanged) {
    writeReport(root, after);
    writeScores(root, after);
    say(`\n${scoreTable(root, after)}`);
  }
  for (const each of wrong) say(each);
  const measured = done.flatMap((file) => after.files[file] ?? []);
  const mutants = measured.reduce((sum, file) => sum + file.killed + file.survivors.length, 0);
  const score = scoreOf(measured).toFixed(1);
  say(`${mutants} mutants of ${done.length} files of ${files.length} in ${seconds} s: ${score} % found`);
  if (wrong.length > 0 || done.length < files.length) process.exitCode = 1;
}
