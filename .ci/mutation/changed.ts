import type { MutationReport } from './report';

/** Mutants of a file per line, as measured over all parts: for files that have not been measured. */
const PER_LINE = 0.6;

/** What a run looks at, and what it leaves out because there would be too much. */
export interface Chosen {
  readonly files: readonly string[];
  readonly left: readonly string[];
  /** Parts of which nothing is looked at, because there is nothing to compare with yet. */
  readonly unmeasured: readonly string[];
}

interface ChangedFile {
  readonly file: string;
  readonly lines: number;
  readonly part: string;
}

/**
 * Of files that are not as the report knows them as many as stay below a number of mutants: the smaller ones first, so
 * that the same sources always give the same answer. A file's last number counts, or one by its lines. A file that the
 * report does not know is new where it knows more than half of the part's; of a part that was never measured none is taken.
 */
export function changedFiles(files: readonly ChangedFile[], report: MutationReport, limit: number): Chosen {
  const isNew = ({ file }: ChangedFile) => report.files[file] === undefined;
  const unmeasured = [...new Set(files.map(({ part }) => part))].filter(
    (part) =>
      files.filter((each) => each.part === part && isNew(each)).length >=
      Object.values(report.files).filter((known) => known.part === part).length,
  );
  const changed = files
    .filter((each) => !isNew(each) || !unmeasured.includes(each.part))
    .map(({ file, lines }) => ({ file, mutants: mutantsOf(report, file, lines) }))
    .sort((a, b) => a.mutants - b.mutants || (a.file < b.file ? -1 : 1));
  let sum = 0;
  const isWithin = changed.map(({ mutants }) => {
    sum += mutants;
    return sum <= limit;
  });
  return {
    files: changed.filter((_, n) => isWithin[n]).map(({ file }) => file),
    left: changed.filter((_, n) => !isWithin[n]).map(({ file }) => file),
    unmeasured,
  };
}

function mutantsOf(report: MutationReport, file: string, lines: number): number {
  const known = report.files[file];
  return known === undefined ? Math.ceil(lines * PER_LINE) : known.killed + known.survivors.length;
}
