import { readFileSync, writeFileSync } from 'node:fs';
import path from 'node:path';
import { commonTokens, type Injector, type PluginContext, tokens } from '@stryker-mutator/api/plugin';
import {
  type DryRunOptions,
  type DryRunResult,
  DryRunStatus,
  type MutantRunOptions,
  type MutantRunResult,
  MutantRunStatus,
  type TestRunner,
} from '@stryker-mutator/api/test-runner';
import { strykerPlugins as ofVitest } from '@stryker-mutator/vitest-runner';
import type { Vitest } from 'vitest/node';
import { isAbout, mutantIds, nearestTests, type StaticMutants, spreadStatic } from './coverage';
import { type Given, given } from './given';
import { mutantOf } from './mutant';
import { keyOf } from './report';
import { asked } from './warm-worker';

/** What the runner that tried all tests tells the others, in the folder in which all of them work. */
const STATIC = 'static-mutants.json';
/** No mutant has this id. */
const NO_MUTANT = 'none';

type Unfiltered = Omit<MutantRunOptions, 'testFilter'>;

/** How many tests are tried before all others, of those that found a mutant last: the next one is mostly near. */
const LIKELY = 2;

/** Stryker's runner for vitest; what it keeps from others is read here for what it does not tell. */
type Inner = TestRunner & { readonly ctx?: Vitest };

/**
 * Runs tests by Stryker's own runner for vitest, in workers that outlive a run. A worker that tests have used with a
 * mutant may be left in a state in which they fail without one, or pass with another, so neither is believed at once: a
 * mutant counts as killed when the tests that failed pass without it right after in the same worker, and fail with it
 * again. Else, and before it counts as a survivor, a new worker decides.
 */
class WarmTestRunner implements TestRunner {
  readonly #inner: Inner;
  readonly #given: Given;
  #static: ReadonlySet<string> | null = null;
  /** Tests that found a mutant, the last one first. */
  #finders: readonly string[] = [];

  constructor(inner: Inner, about: Given) {
    this.#inner = inner;
    this.#given = about;
  }

  capabilities() {
    return this.#inner.capabilities();
  }

  async init(): Promise<void> {
    await this.#inner.init?.();
  }

  async dispose(): Promise<void> {
    await this.#inner.dispose?.();
  }

  async dryRun(options: DryRunOptions): Promise<DryRunResult> {
    const result = await this.#inner.dryRun(options);
    if (result.status !== DryRunStatus.Complete || result.mutantCoverage === undefined) return result;
    const { files, tests } = this.#given;
    const mutants = mutantIds(process.cwd(), files);
    const { coverage, isStatic } = spreadStatic(result.mutantCoverage, mutants);
    writeFileSync(STATIC, JSON.stringify(isStatic));
    const ids = mutants.map(({ all }) => all);
    return { ...result, mutantCoverage: nearestTests(coverage, files, ids, tests) };
  }

  async mutantRun(options: MutantRunOptions): Promise<MutantRunResult> {
    const known = this.#known(options);
    if (known !== null) return known;
    const { testFilter, ...mutated } = options;
    const tests = testFilter ?? [];
    const likely = this.#finders.filter((test) => tests.includes(test)).slice(0, LIKELY);
    const result = await this.#try(mutated, tests, likely);
    if (result.status === MutantRunStatus.Survived)
      return this.#isNear ? result : this.#tryInNew(mutated, tests);
    if (result.status !== MutantRunStatus.Killed) return result;
    const killedBy = [result.killedBy].flat();
    const failed = killedBy.length === 0 ? tests : killedBy;
    const plain = { ...mutated, activeMutant: { ...mutated.activeMutant, id: NO_MUTANT } };
    const without = await this.#try(plain, failed);
    if (without.status === MutantRunStatus.Survived) {
      const again = await this.#try(mutated, failed);
      if (again.status === MutantRunStatus.Killed) {
        this.#finders = [...new Set([...killedBy, ...this.#finders])];
        return result;
      }
    }
    return this.#tryInNew(mutated, tests);
  }

  /** What an earlier run found, of a mutant that this one does not ask about. */
  #known({ activeMutant, sandboxFileName }: MutantRunOptions): MutantRunResult | null {
    const file = path.relative(process.cwd(), sandboxFileName).split(path.sep).join('/');
    const known = this.#given.known?.[file];
    if (known === undefined) return null;
    const lines = readFileSync(activeMutant.fileName, 'utf8').split('\n');
    const key = keyOf(mutantOf(lines, activeMutant, 0));
    if (known.live.includes(key)) return { status: MutantRunStatus.Survived, nrOfTests: 0 };
    if (known.tried === 'all others' || known.tried.includes(key)) return null;
    return { status: MutantRunStatus.Killed, killedBy: [], failureMessage: 'found before', nrOfTests: 0 };
  }

  get #isNear(): boolean {
    return this.#given.isNear === true;
  }

  #tryInNew(options: Unfiltered, tests: readonly string[]): Promise<MutantRunResult> {
    asked().replaced = true;
    return this.#try(options, tests);
  }

  /** The likely ones, then one test file after the other up to the first that fails: vitest reads all of those that it is given. */
  async #try(
    options: Unfiltered,
    tests: readonly string[],
    likely: readonly string[] = [],
  ): Promise<MutantRunResult> {
    const { id } = options.activeMutant;
    asked().under = this.#isStatic(id) ? { id, file: options.sandboxFileName } : null;
    asked().isOfAll = true;
    if (tests.length === 0) return this.#run(options);
    const mutated = path.relative(process.cwd(), options.sandboxFileName);
    let tried = 0;
    const others = tests.filter((test) => !likely.includes(test));
    const runs = [likely, others].flatMap((some) => byFile(some, mutated, this.#given.tests));
    for (const testFilter of runs) {
      asked().isOfAll = looksAtAll(testFilter[0] ?? '');
      const result = await this.#run({ ...options, testFilter });
      if (result.status !== MutantRunStatus.Survived) return result;
      tried += result.nrOfTests;
    }
    return { status: MutantRunStatus.Survived, nrOfTests: tried };
  }

  /** A worker that does not come up fails no test, so it counts how many were run; a new one gets another chance. */
  async #run(options: MutantRunOptions): Promise<MutantRunResult> {
    const wanted = options.testFilter?.length ?? 0;
    const isCut = (ran: MutantRunResult) => ran.status === MutantRunStatus.Survived && ran.nrOfTests < wanted;
    const first = await this.#runOnce(options);
    if (!isCut(first)) return first;
    asked().replaced = true;
    const second = await this.#runOnce(options);
    if (!isCut(second)) return second;
    return { status: MutantRunStatus.Error, errorMessage: `Fewer than ${wanted} tests were run.` };
  }

  async #runOnce(options: MutantRunOptions): Promise<MutantRunResult> {
    const result = await this.#inner.mutantRun({ ...options, mutantActivation: 'static' });
    if (result.status !== MutantRunStatus.Survived) return result;
    // A file that falls over before its first test is no failed test to Stryker.
    const broken = this.#inner.ctx?.state.getFiles().find((file) => file.result?.state === 'fail');
    if (broken === undefined) return result;
    const failureMessage = broken.result?.errors?.[0]?.message ?? `${broken.name} fell over.`;
    return { status: MutantRunStatus.Killed, killedBy: [], failureMessage, nrOfTests: 0 };
  }

  #isStatic(id: string): boolean {
    this.#static ??= new Set(JSON.parse(readFileSync(STATIC, 'utf8')) as StaticMutants);
    return this.#static.has(id);
  }
}

/** Whether a test, as `file#name`, is of a file that looks at everything that was declared. */
const looksAtAll = (test: string): boolean =>
  readFileSync(test.slice(0, test.indexOf('#')), 'utf8').includes('declaredWrites(');

/** Tests, as `file#name`, of each file: of those about what is mutated first, then in the order of the part. */
function byFile(tests: readonly string[], mutated: string, order: readonly string[]): string[][] {
  const files = new Map<string, string[]>();
  for (const test of tests) {
    const file = test.slice(0, test.indexOf('#'));
    files.set(file, [...(files.get(file) ?? []), test]);
  }
  const isNear = isAbout(mutated);
  const placeOf = ([file, own]: readonly [string, readonly string[]]): number =>
    own.some(isNear) ? -1 : order.findIndex((known) => file.endsWith(known));
  return [...files].sort((a, b) => placeOf(a) - placeOf(b)).map(([, own]) => own);
}

export function warmTestRunner(injector: Injector<PluginContext>): TestRunner {
  const [vitest] = ofVitest;
  if (vitest === undefined) throw new Error('The runner for vitest declares no plugin.');
  const inner = injector.injectFunction(vitest.factory) as Inner;
  return new WarmTestRunner(inner, given());
}
warmTestRunner.inject = tokens(commonTokens.injector);
