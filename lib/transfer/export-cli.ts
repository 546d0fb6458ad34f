import path from 'node:path';
import { BadUsage, print, readWords, runCommand, typedPath, withStore } from './command';
import type { ExportChoice } from './export-scope';
import { EXPORT_FORMATS, type ExportFormat, exportFiles, exportStore } from './export-store';
import { writeArchive, writeFolder } from './write-export';

const USAGE = `Usage: npm run export -- <path> [--format <format>] [--project <name> [--model <name>]] [--with-passwords]

Writes the store, or one project or model of it, as MLTE stores do. Nothing that is there is overwritten.

  --format <format>  folder (an MLTE file-system store), zip or tar.gz of it, or store-export (one JSON file in a zip);
                     default: by the path's ending, store_export.zip being the last of these
  --project <name>   only this project: its models and the custom lists, no people, no catalogs
  --model <name>     only this model of the project
  --with-passwords   password hashes too; without it, people need new passwords where they go
`;

type Format = ExportFormat | 'folder';

interface Arguments {
  readonly path: string;
  readonly format: Format;
  readonly choice: ExportChoice;
}

/** The arguments, or null when only help was asked for. */
function readArguments(words: readonly string[]): Arguments | null {
  const read = readWords(words, {
    format: { type: 'string' },
    project: { type: 'string' },
    model: { type: 'string' },
    'with-passwords': { type: 'boolean', default: false },
  });
  if (read === null) return null;
  const [target, ...others] = read.positionals;
  if (target === undefined || others.length > 0)
    throw new BadUsage('Name one folder or file to write the export to.');
  const { format, project, model, 'with-passwords': withPasswords } = read.values;
  if (format !== undefined && !isFormat(format))
    throw new BadUsage(`The format is one of folder, ${EXPORT_FORMATS.join(', ')}, not ${format}.`);
  return { path: target, format: format ?? formatOf(target), choice: { project, model, withPasswords } };
}

const isFormat = (text: string): text is Format =>
  text === 'folder' || EXPORT_FORMATS.some((format) => format === text);

function formatOf(target: string): Format {
  if (path.basename(target) === 'store_export.zip') return 'store-export';
  if (/\.zip$/i.test(target)) return 'zip';
  return /\.(?:tar\.gz|tgz)$/i.test(target) ? 'tar.gz' : 'folder';
}

async function main(words: readonly string[]): Promise<number> {
  const asked = readArguments(words);
  if (asked === null) {
    print(USAGE);
    return 0;
  }
  const { format, choice } = asked;
  const target = typedPath(asked.path);
  return withStore('export', async (ctx) => {
    if (format === 'folder') {
      const files = await writeFolder(target, () => exportFiles(ctx(), choice));
      print(`Wrote ${files.toLocaleString('en')} files to ${asked.path}.`);
    } else {
      await writeArchive(target, async () => (await exportStore(ctx(), choice, format)).stream());
      print(`Wrote ${asked.path}.`);
    }
    return 0;
  });
}

runCommand(main, {
  usage: USAGE,
  inUse: 'While a server runs, its export page gives the same archives.',
});
