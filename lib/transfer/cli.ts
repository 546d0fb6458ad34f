import path from 'node:path';
import { parseArgs } from 'node:util';
import { DirectoryInUse } from '@/db/embedded/lock';
import type { Ctx } from '@/lib/core/ctx';
import { isDomainError } from '@/lib/core/domain-error';
import { BadEnvironment, readEnv } from '@/lib/core/env';
import { startStore } from '@/lib/core/start';
import { applyImport, planImport } from './import-store';
import { openSource } from './open-source';
import { linesText, summaryText } from './report-text';

const USAGE = `Usage: npm run import -- <path> [--project default] [--dry-run] [--overwrite]

Brings an MLTE file-system store in: a folder, zip, tar or tar.gz file. Importing again changes nothing.

  --project <name>  where the models go (default: default)
  --dry-run         only tell what would happen
  --overwrite       write what differs as a new revision; otherwise what is here stays
`;

class BadUsage extends Error {
  override readonly name = 'BadUsage';
}

interface Arguments {
  readonly path: string;
  readonly project: string;
  readonly dryRun: boolean;
  readonly overwrite: boolean;
}

/** The arguments, or null when only help was asked for. */
function readArguments(words: readonly string[]): Arguments | null {
  try {
    const { values, positionals } = parseArgs({
      args: [...words],
      allowPositionals: true,
      options: {
        project: { type: 'string', default: 'default' },
        'dry-run': { type: 'boolean', default: false },
        overwrite: { type: 'boolean', default: false },
        help: { type: 'boolean', short: 'h', default: false },
      },
    });
    if (values.help) return null;
    const [source, ...others] = positionals;
    if (source === undefined || others.length > 0)
      throw new BadUsage('Name one folder or archive to import.');
    return { path: source, project: values.project, dryRun: values['dry-run'], overwrite: values.overwrite };
  } catch (error) {
    throw error instanceof BadUsage ? error : new BadUsage(error instanceof Error ? error.message : '');
  }
}

const print = (text: string) => process.stdout.write(`${text}\n`);

/** Runs the import; the exit code: 0, or 1 when something was refused. */
async function main(words: readonly string[]): Promise<number> {
  const asked = readArguments(words);
  if (asked === null) {
    print(USAGE);
    return 0;
  }
  // npm runs scripts in the package's folder; paths are meant from where the command was typed.
  const source = await openSource(path.resolve(process.env['INIT_CWD'] ?? '.', asked.path));
  const store = await startStore(readEnv(process.env));
  try {
    const { db } = store.database;
    const actor = { kind: 'system', name: 'import' } as const;
    const ctx = (): Ctx => ({ actor, db, keys: store.keys, now: new Date(), requestId: null });
    const plan = await planImport(ctx(), source, asked);
    print(`Import of ${asked.path} into project ${plan.project}: what it would do\n\n${summaryText(plan)}\n`);
    if (asked.dryRun) print(`${linesText(plan)}\n\nDry run: nothing was written.`);
    const report = asked.dryRun ? plan : await applyImport(ctx(), source, asked);
    if (!asked.dryRun) print(`Done:\n\n${linesText(report)}\n\n${summaryText(report)}`);
    return report.totals.refused > 0 ? 1 : 0;
  } finally {
    await store.database.close();
  }
}

/** One sentence for what people can do something about; anything else is a fault and shows its stack. */
function explain(error: unknown): string {
  if (error instanceof BadUsage) return `${error.message}\n\n${USAGE}`;
  if (error instanceof DirectoryInUse)
    return `${error.message} While a server runs, its import page takes the same archive.`;
  if (error instanceof BadEnvironment || isDomainError(error)) return error.message;
  return error instanceof Error ? (error.stack ?? error.message) : String(error);
}

main(process.argv.slice(2)).then(
  (code) => {
    process.exitCode = code;
  },
  (error: unknown) => {
    process.stderr.write(`${explain(error)}\n`);
    process.exitCode = 1;
  },
);
