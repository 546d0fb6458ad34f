/** What an import speaks of; `file` is anything that the layout has no word for. */
export type ImportKind =
  | 'list_entry'
  | 'role'
  | 'permission'
  | 'user'
  | 'catalog'
  | 'catalog_entry'
  | 'project'
  | 'model'
  | 'version'
  | 'artifact'
  | 'stack'
  | 'stack_component'
  | 'flavor'
  | 'store_association'
  | 'pipeline_run'
  | 'team'
  | 'membership'
  | 'role_assignment'
  | 'file';

/**
 * What happens to one object: `take` (new here), `replace` (differs and `overwrite` was asked: a new revision),
 * `present` (the same is here), `differs` (another one of this name is here and stays), `skipped` (not brought, by
 * rule), `refused` (broken or unsafe: something to look at).
 */
export type ImportAction = 'take' | 'replace' | 'present' | 'differs' | 'skipped' | 'refused';

/** What became, or would become, of one object. */
export interface Outcome {
  readonly action: ImportAction;
  readonly notes: readonly string[];
  /** What it is called here, where that is not what its path says. */
  readonly name?: string;
  /** Of `skipped` and `differs`: nothing is lost by it that somebody would have to look at. */
  readonly isHarmless?: true;
}

export interface ImportLine {
  readonly kind: ImportKind;
  /** The object's name with what it lies in: `GardenBuddy / 0.0.1 / evidence.acc`. Safe to show. */
  readonly name: string;
  readonly action: ImportAction;
  /** Why, and what was changed on the way: sentences. */
  readonly notes: readonly string[];
  readonly isHarmless?: true;
}

/** What an administrator may give an imported group's role, which arrives without permissions. */
export interface GroupMapping {
  readonly role: string;
  /** `model:read`, or `model:read on GardenBuddy`. */
  readonly permissions: readonly string[];
  /** People of the import who were in the group. */
  readonly members: readonly string[];
}

/** A component of a ZenML store of which another one with other settings is here. */
export interface ImportConflict {
  /** What a choice for it is sent under. */
  readonly key: string;
  readonly type: string;
  readonly name: string;
  /** Settings that differ, with both values as text, secrets masked. */
  readonly settings: readonly { readonly name: string; readonly here: string; readonly there: string }[];
  /** Stacks here that have the one here. */
  readonly stacks: readonly string[];
  /** The name that it comes under where it is renamed. */
  readonly as: string;
  readonly choice: 'rename' | 'keep' | 'replace' | 'refuse';
}

export interface ImportReport {
  /** What was imported: an MLTE store, or one of ZenML. */
  readonly store: 'mlte' | 'zenml';
  /** Profiles that a ZenML import holds, where it holds several. */
  readonly profiles?: readonly string[];
  /** Where models or runs go, by name. */
  readonly projects: readonly string[];
  readonly dryRun: boolean;
  readonly overwrite: boolean;
  /** Ordered by kind, then by name. */
  readonly lines: readonly ImportLine[];
  /** Of kinds with more lines than are listed: how many there are. */
  readonly counts?: Readonly<Partial<Record<ImportKind, number>>>;
  readonly totals: Readonly<Record<ImportAction, number>>;
  readonly mappings: readonly GroupMapping[];
  readonly conflicts?: readonly ImportConflict[];
}

export const IMPORT_KINDS: readonly ImportKind[] = [
  'project',
  'model',
  'version',
  'artifact',
  'catalog',
  'catalog_entry',
  'list_entry',
  'pipeline_run',
  'stack',
  'stack_component',
  'flavor',
  'store_association',
  'user',
  'team',
  'membership',
  'role',
  'role_assignment',
  'permission',
  'file',
];

export const IMPORT_ACTIONS: readonly ImportAction[] = [
  'take',
  'replace',
  'present',
  'differs',
  'skipped',
  'refused',
];

type Head = Pick<ImportReport, 'store' | 'projects' | 'dryRun' | 'overwrite'>;

/** Puts the lines in an order that does not depend on the source's, and counts them. */
export function createReport(
  head: Head,
  lines: readonly ImportLine[],
  mappings: readonly GroupMapping[],
): ImportReport {
  const totals = { take: 0, replace: 0, present: 0, differs: 0, skipped: 0, refused: 0 };
  for (const line of lines) totals[line.action] += 1;
  const sorted = [...lines].sort(
    (a, b) =>
      IMPORT_KINDS.indexOf(a.kind) - IMPORT_KINDS.indexOf(b.kind) ||
      compare(a.name, b.name) ||
      compare(a.notes.join(' '), b.notes.join(' ')),
  );
  return { ...head, lines: sorted, totals, mappings: [...mappings].sort((a, b) => compare(a.role, b.role)) };
}

/** What a command ends with: 0 when all came or is here already, 1 when something did not come. */
export const exitCodeOf = ({ lines }: ImportReport): 0 | 1 =>
  lines.some(({ action, isHarmless }) => LEFT_OUT.has(action) && isHarmless !== true) ? 1 : 0;

const LEFT_OUT: ReadonlySet<ImportAction> = new Set(['differs', 'skipped', 'refused']);

/** Lines of one kind that a page shows; a store has tens of thousands of runs. */
const MOST_SHOWN = 200;
/** What somebody has to look at comes first. */
const URGENCY: readonly ImportAction[] = ['refused', 'differs', 'skipped', 'replace', 'take', 'present'];

/** The report as a page shows it: of each kind the lines that matter most; how many there are is in `counts`. */
export function shortReport(report: ImportReport): ImportReport {
  const counts: Partial<Record<ImportKind, number>> = {};
  const lines = IMPORT_KINDS.flatMap((kind) => {
    const own = report.lines.filter((line) => line.kind === kind);
    if (own.length <= MOST_SHOWN) return own;
    counts[kind] = own.length;
    return URGENCY.flatMap((action) => own.filter((line) => line.action === action)).slice(0, MOST_SHOWN);
  });
  return { ...report, lines, counts, conflicts: report.conflicts?.slice(0, MOST_CONFLICTS) ?? [] };
}

/** Components that a page offers choices for; the command has one choice for all. */
const MOST_CONFLICTS = 100;

const compare = (a: string, b: string): number => (a < b ? -1 : a > b ? 1 : 0);
