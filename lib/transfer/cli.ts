import { BadUsage, print, readWords, runCommand, typedPath, withStore } from './command';
import { applyImport, planImport } from './import-store';
import { openSource } from './open-source';
import { linesText, summaryText } from './report-text';

const USAGE = `Usage: npm run import -- <path> [--project <name>] [--dry-run] [--overwrite]

Brings an MLTE store in: a folder, zip, tar or tar.gz file of a file-system store, or a store_export.zip.
Importing again changes nothing.

  --project <name>  where all models go (default: where an export from here says, else the project default)
  --dry-run         only tell what would happen
  --overwrite       write what differs as a new revision; otherwise what is here stays
`;

interface Arguments {
  readonly path: string;
  readonly project: string | null;
  readonly dryRun: boolean;
  readonly overwrite: boolean;
}

/** The arguments, or null when only help was asked for. */
function readArguments(words: readonly string[]): Arguments | null {
  const read = readWords(words, {
    project: { type: 'string' },
    'dry-run': { type: 'boolean', default: false },
    overwrite: { type: 'boolean', default: false },
  });
  if (read === null) return null;
  const [source, ...others] = read.positionals;
  if (source === undefined || others.length > 0) throw new BadUsage('Name one folder or archive to import.');
  const { project, overwrite, 'dry-run': dryRun } = read.values;
  return { path: source, project: project ?? null, dryRun, overwrite };
}

/** Runs the import; the exit code: 0, or 1 when something was refused. */
async function main(words: readonly string[]): Promise<number> {
  const asked = readArguments(words);
  if (asked === null) {
    print(USAGE);
    return 0;
  }
  const source = await openSource(typedPath(asked.path));
  return withStore('import', async (ctx) => {
    const plan = await planImport(ctx(), source, asked);
    const where = plan.projects.length === 1 ? 'project' : 'projects';
    const whole = `Import of ${asked.path} into ${where} ${plan.projects.join(', ')}`;
    print(`${whole}: what it would do\n\n${summaryText(plan)}\n`);
    if (asked.dryRun) print(`${linesText(plan)}\n\nDry run: nothing was written.`);
    const report = asked.dryRun ? plan : await applyImport(ctx(), source, asked);
    if (!asked.dryRun) print(`Done:\n\n${linesText(report)}\n\n${summaryText(report)}`);
    return report.totals.refused > 0 ? 1 : 0;
  });
}

runCommand(main, {
  usage: USAGE,
  inUse: 'While a server runs, its import page takes the same archive.',
});
