import { exitCodeOf } from '@/lib/import-report/report';
import { linesText, summaryText } from '@/lib/import-report/report-text';
import {
  CONFLICT_CHOICES,
  type ConflictChoices,
  isConflictChoice,
  USUAL_CONFLICTS,
} from '@/lib/zenml/conflicts/zen-conflicts';
import { BadUsage, parseCommandLine, print, runCommand, typedPath, withStore } from './command';
import { importOpened } from './import-opened';
import { openImport } from './open-import';

const USAGE = `Usage: npm run import -- <path> [--project <name>] [--profile <name>] [--dry-run] [--overwrite]
                               [--on-conflict rename|keep|replace|refuse]

Brings a store in: of MLTE a folder, zip, tar or tar.gz file of a file-system store, or a store_export.zip; of ZenML
0.8 to 0.13 a profile's folder or a whole configuration folder (also as an archive), a zenml.db, or what zenml stack
export writes. Importing again changes nothing.

  --project <name>  where all models and runs go (default: where the import says, else the project default)
  --profile <name>  one of the ZenML profiles in it; all without this
  --dry-run         only tell what would happen
  --overwrite       write what differs of an MLTE store as a new revision; otherwise what is here stays
  --on-conflict <how>  where a component of a ZenML store is here with other settings: rename (the import's comes under
                    another name; the default), keep (its stacks use the one here), replace (the one here takes its
                    settings, in all stacks that have it) or refuse (neither it nor its stacks come)

A dry run tells line by line what the import does, and ends as it: with 0 when everything came or is here already, 1 when
something was refused, left out, or stayed as another one of its name is here, 2 when it could not run. Files that are no
part of a store, and what its permissions list again that its groups hold, count for neither.
`;

interface Arguments {
  readonly path: string;
  readonly project: string | null;
  readonly profile: string | null;
  readonly dryRun: boolean;
  readonly overwrite: boolean;
  readonly conflicts: ConflictChoices;
}

/** The arguments, or null when only help was asked for. */
function readArguments(words: readonly string[]): Arguments | null {
  const read = parseCommandLine(words, {
    project: { type: 'string' },
    profile: { type: 'string' },
    'dry-run': { type: 'boolean', default: false },
    overwrite: { type: 'boolean', default: false },
    'on-conflict': { type: 'string', default: USUAL_CONFLICTS.usual },
  });
  if (read === null) return null;
  const [source, ...others] = read.positionals;
  if (source === undefined || others.length > 0) throw new BadUsage('Name one folder or archive to import.');
  const { project, profile, overwrite, 'dry-run': dryRun, 'on-conflict': usual } = read.values;
  if (!isConflictChoice(usual))
    throw new BadUsage(`--on-conflict is one of ${CONFLICT_CHOICES.join(', ')}, not ${usual}.`);
  const conflicts = { usual, each: new Map() };
  return { path: source, project: project ?? null, profile: profile ?? null, dryRun, overwrite, conflicts };
}

/** Runs the import; the exit code of {@link exitCodeOf}. */
async function main(words: readonly string[]): Promise<number> {
  const options = readArguments(words);
  if (options === null) {
    print(USAGE);
    return 0;
  }
  const opened = await openImport(typedPath(options.path), options.profile);
  return withStore('import', async (ctx) => {
    const plan = await importOpened(ctx(), opened, { ...options, dryRun: true });
    const where = plan.projects.length === 1 ? ' into project' : ' into projects';
    const into = plan.projects.length === 0 ? '' : `${where} ${plan.projects.join(', ')}`;
    const whole = `Import of ${options.path}${into}`;
    print(`${whole}: what it would do\n\n${summaryText(plan)}\n`);
    if (options.dryRun) print(`${linesText(plan)}\n\nDry run: nothing was written.`);
    const report = options.dryRun ? plan : await importOpened(ctx(), opened, options);
    if (!options.dryRun) print(`Done:\n\n${linesText(report)}\n\n${summaryText(report)}`);
    return exitCodeOf(report);
  });
}

runCommand(main, {
  usage: USAGE,
  inUse: 'While a server runs, its import page takes the same archive.',
  failed: 2,
});
