import path from 'node:path';
import { EXPORT_FORMATS, type ExportFormat, exportFiles, exportStore } from '@/lib/mlte/export/export-store';
import {
  exportZen,
  exportZenFiles,
  exportZenStack,
  ZEN_FORMATS,
  type ZenFormat,
} from '@/lib/zenml/export-zen';
import { BadUsage, parseCommandLine, print, runCommand, typedPath, withStore } from './command';
import { writeArchive, writeExportFolder } from './write-export';

const USAGE = `Usage: npm run export -- <path> [--format <format>] [--project <name> [--model <name>]] [--with-passwords]
       npm run export -- <path> --format zenml|zenml-zip|zenml-sqlite [--project <name>] [--with-secrets]
       npm run export -- <path> --stack <name> [--release <number>] [--with-secrets]

Writes the store, or one project or model of it, as MLTE stores do; or its stacks, components, people and runs, or one
stack, as ZenML does. Nothing that is there is overwritten.

  --format <format>  folder (an MLTE file-system store), zip or tar.gz of it, or store-export (one JSON file in a zip);
                     zenml (a LocalZenStore), zenml-zip of it, or zenml-sqlite (a SqlZenStore's file);
                     default: by the path's ending, store_export.zip being store-export, .db zenml-sqlite
  --project <name>   only this project: its models and the custom lists, or its runs and all stacks; no people
  --model <name>     only this model of the project
  --stack <name>     only this stack, as zenml stack export writes it
  --release <number> that of the ZenML client which shall import the stack, which takes only its own; default: 0.8.1
  --with-passwords   password hashes too; without it, people need new passwords where they go
  --with-secrets     configurations as they are; without it, masks stand where passwords, keys and tokens are
`;

type Format = ExportFormat | ZenFormat | 'folder' | 'zenml' | 'stack';
const FORMATS: readonly Format[] = ['folder', ...EXPORT_FORMATS, 'zenml', ...ZEN_FORMATS];

interface Arguments {
  readonly path: string;
  readonly format: Format;
  readonly project?: string | undefined;
  readonly model?: string | undefined;
  readonly stack?: string | undefined;
  readonly release?: string | undefined;
  readonly withPasswords: boolean;
  readonly withSecrets: boolean;
}

/** The arguments, or null when only help was asked for. */
function readArguments(words: readonly string[]): Arguments | null {
  const read = parseCommandLine(words, {
    format: { type: 'string' },
    project: { type: 'string' },
    model: { type: 'string' },
    stack: { type: 'string' },
    release: { type: 'string' },
    'with-passwords': { type: 'boolean', default: false },
    'with-secrets': { type: 'boolean', default: false },
  });
  if (read === null) return null;
  const [target, ...others] = read.positionals;
  if (target === undefined || others.length > 0)
    throw new BadUsage('Name one folder or file to write the export to.');
  const {
    format: typed,
    'with-passwords': withPasswords,
    'with-secrets': withSecrets,
    ...rest
  } = read.values;
  const format = formatOf(target, typed, rest.stack);
  const isZen = format === 'stack' || format.startsWith('zenml');
  if (isZen ? withPasswords || rest.model !== undefined : withSecrets)
    throw new BadUsage(
      isZen
        ? 'Models and passwords are no part of a ZenML store.'
        : 'Secrets of components are no part of an MLTE store.',
    );
  if (rest.release !== undefined && format !== 'stack')
    throw new BadUsage('A release is named for one stack only.');
  return { path: target, format, ...rest, withPasswords, withSecrets };
}

function formatOf(target: string, typed: string | undefined, stack: string | undefined): Format {
  if (stack !== undefined) {
    if (typed !== undefined) throw new BadUsage('A stack goes out as YAML and in no other format.');
    return 'stack';
  }
  if (typed !== undefined) {
    const format = FORMATS.find((each) => each === typed);
    if (format === undefined) throw new BadUsage(`The format is one of ${FORMATS.join(', ')}, not ${typed}.`);
    return format;
  }
  if (path.basename(target) === 'store_export.zip') return 'store-export';
  if (/\.zip$/i.test(target)) return 'zip';
  if (/\.db$/i.test(target)) return 'zenml-sqlite';
  return /\.(?:tar\.gz|tgz)$/i.test(target) ? 'tar.gz' : 'folder';
}

async function main(words: readonly string[]): Promise<number> {
  const options = readArguments(words);
  if (options === null) {
    print(USAGE);
    return 0;
  }
  const target = typedPath(options.path);
  const { format, project, model, stack, release, withPasswords, withSecrets } = options;
  return withStore('export', async (ctx, room) => {
    if (format === 'folder' || format === 'zenml') {
      const made = () =>
        format === 'folder'
          ? exportFiles(ctx(), { project, model, withPasswords })
          : exportZenFiles(ctx(), { project, withSecrets });
      const files = await writeExportFolder(target, made, room);
      print(`Wrote ${files.toLocaleString('en')} files to ${options.path}.`);
    } else {
      const made = async () => {
        if (stack !== undefined)
          return (await exportZenStack(ctx(), { stack, release, withSecrets })).stream();
        const zen = ZEN_FORMATS.find((each) => each === format);
        if (zen !== undefined) return (await exportZen(ctx(), { project, withSecrets }, zen)).stream();
        const mlte = EXPORT_FORMATS.find((each) => each === format) ?? 'zip';
        return (await exportStore(ctx(), { project, model, withPasswords }, mlte)).stream();
      };
      await writeArchive(target, made, room);
      print(`Wrote ${options.path}.`);
    }
    if ((format === 'stack' || format.startsWith('zenml')) && !withSecrets)
      print('Secrets, where it has any, are masked: --with-secrets writes them.');
    return 0;
  });
}

runCommand(main, {
  usage: USAGE,
  inUse: 'While a server runs, its export page gives the same archives.',
});
