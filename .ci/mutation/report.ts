import { createHash } from 'node:crypto';
import { existsSync, readFileSync, renameSync, writeFileSync } from 'node:fs';
import path from 'node:path';

/** What was changed in a line. Lines move, so that nothing here counts them. */
export interface Mutant {
  /** The line in which it begins, without the space around. */
  readonly line: string;
  readonly mutator: string;
  readonly original: string;
  readonly replacement: string;
}

/** A mutant that no test found, and why it may live; an empty reason is none. */
export interface Survivor extends Mutant {
  readonly reason: string;
}

/** What was measured of one source file. */
export interface FileReport {
  readonly part: string;
  /** Of its text when it was measured, see {@link digestOf}. */
  readonly sha256: string;
  readonly killed: number;
  readonly survivors: readonly Survivor[];
}

/** Committed as `docs/mutation.json`: each file as it was last measured. */
export interface MutationReport {
  readonly files: Readonly<Record<string, FileReport>>;
}

/** What one run found in one file. */
export interface Found {
  readonly file: string;
  readonly killed: number;
  readonly survived: readonly Mutant[];
}

const REPORT = path.join('docs', 'mutation.json');

export function readReport(root: string): MutationReport {
  const file = path.join(root, REPORT);
  return existsSync(file) ? (JSON.parse(readFileSync(file, 'utf8')) as MutationReport) : { files: {} };
}

export function writeReport(root: string, report: MutationReport): void {
  const files = Object.fromEntries(Object.entries(report.files).sort(([a], [b]) => (a < b ? -1 : 1)));
  replaceFile(path.join(root, REPORT), `${JSON.stringify({ files }, null, 2)}\n`);
}

/** Writes a file beside and puts it in its place, so that a run which is killed meanwhile leaves the one that was there. */
export function replaceFile(file: string, text: string): void {
  writeFileSync(`${file}.new`, text);
  renameSync(`${file}.new`, file);
}

/** The first 16 digits of SHA-256: enough to see that a text is another one. */
export const digestOf = (text: string): string =>
  createHash('sha256').update(text).digest('hex').slice(0, 16);

/** Percent of the mutants that tests found; 100 where there are none. */
export function scoreOf(files: readonly Pick<FileReport, 'killed' | 'survivors'>[]): number {
  const killed = files.reduce((sum, file) => sum + file.killed, 0);
  const all = files.reduce((sum, file) => sum + file.killed + file.survivors.length, 0);
  return all === 0 ? 100 : (100 * killed) / all;
}

/** The same mutant, wherever its line has gone. */
export const keyOf = ({ line, mutator, original, replacement }: Mutant): string =>
  JSON.stringify([line, mutator, original, replacement]);

/**
 * The report after a run. A survivor keeps the reason that it had, also when its line has moved to another file; files
 * that are gone go from the report too.
 */
export function merged(
  before: MutationReport,
  found: readonly Found[],
  facts: {
    readonly partOf: (file: string) => string;
    readonly digest: (file: string) => string;
    readonly isThere: (file: string) => boolean;
  },
): MutationReport {
  const reasons = new Map(
    Object.values(before.files).flatMap(({ survivors }) =>
      survivors.filter(({ reason }) => reason !== '').map((each) => [keyOf(each), each.reason] as const),
    ),
  );
  const files: Record<string, FileReport> = {};
  for (const [file, known] of Object.entries(before.files)) if (facts.isThere(file)) files[file] = known;
  for (const { file, killed, survived } of found)
    files[file] = {
      part: facts.partOf(file),
      sha256: facts.digest(file),
      killed,
      survivors: survived.map((mutant) => ({ ...mutant, reason: reasons.get(keyOf(mutant)) ?? '' })),
    };
  return { files };
}

/**
 * What is wrong with what a run found, a sentence each: a survivor without a reason; a file that fell below the score
 * that its part asks for, and below its own of before.
 */
export function complaints(
  before: MutationReport,
  after: MutationReport,
  measured: readonly string[],
  floorOf: (file: string) => number,
): string[] {
  return measured.flatMap((file) => {
    const now = after.files[file];
    if (now === undefined) return [];
    const was = before.files[file];
    const floor = Math.min(floorOf(file), was === undefined ? 100 : scoreOf([was]));
    const score = scoreOf([now]);
    return [
      ...now.survivors
        .filter(({ reason }) => reason === '')
        .map(
          (each) =>
            `${file}: no test fails with \`${each.replacement}\` for \`${each.original}\` in: ${each.line}`,
        ),
      ...(score < floor
        ? [`${file}: ${score.toFixed(1)} % of its mutants are found, below ${floor.toFixed(1)} %.`]
        : []),
    ];
  });
}
