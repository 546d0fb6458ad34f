import path from 'node:path';
import { type ParseArgsConfig, parseArgs } from 'node:util';
import { DirectoryInUse } from '@/db/embedded/lock';
import type { Room } from '@/db/embedded/room';
import type { Ctx } from '@/lib/core/ctx';
import { Decided } from '@/lib/core/decided';
import { isDomainError } from '@/lib/core/domain-error';
import { readEnv } from '@/lib/core/env';
import { startStore } from '@/lib/core/start';
import { startFailure } from '@/lib/faults/start-failure';

/** Words on the command line that make no sense: the usage is shown with what is wrong. */
export class BadUsage extends Error {
  override readonly name = 'BadUsage';
}

/** `parseArgs` that also knows `--help`; null when only that was asked for. */
export function parseCommandLine<const O extends NonNullable<ParseArgsConfig['options']>>(
  words: readonly string[],
  options: O,
) {
  try {
    const args = [...words];
    if (args.some((word) => word === '--help' || word === '-h')) return null;
    return parseArgs({ args, allowPositionals: true, options });
  } catch (error) {
    throw new BadUsage(error instanceof Error ? error.message : '');
  }
}

/** npm runs scripts in the package's folder; paths are meant from where the command was typed. */
export const typedPath = (typed: string): string => path.resolve(process.env['INIT_CWD'] ?? '.', typed);

export const print = (text: string): void => {
  process.stdout.write(`${text}\n`);
};

/** Opens the store for a command, whose contexts act as the store itself under the command's name; `room` is where its database lies. */
export async function withStore<T>(
  command: string,
  work: (ctx: () => Ctx, room: Room | null) => Promise<T>,
): Promise<T> {
  const store = await startStore(readEnv(process.env));
  try {
    const actor = { kind: 'system', name: command } as const;
    const ctx = () => ({
      actor,
      db: store.database.db,
      keys: store.keys,
      now: new Date(),
      requestId: null,
      passwordless: new Set<string>(),
      decided: new Decided(),
    });
    return await work(ctx, store.database.room);
  } finally {
    await store.database.close();
  }
}

/**
 * Runs a command to its exit code; `inUse`: what to do while a server has the embedded database, `failed`: the code of one
 * that could not run.
 */
export function runCommand(
  main: (words: readonly string[]) => Promise<number>,
  { usage, inUse, failed = 1 }: { readonly usage: string; readonly inUse: string; readonly failed?: number },
): void {
  main(process.argv.slice(2)).then(
    (code) => {
      process.exitCode = code;
    },
    (error: unknown) => {
      process.stderr.write(`${explain(error, usage, inUse)}\n`);
      process.exitCode = failed;
    },
  );
}

/** One sentence for what people can do something about; anything else is a fault and shows its stack. */
function explain(error: unknown, usage: string, inUse: string): string {
  if (error instanceof BadUsage) return `${error.message}\n\n${usage}`;
  if (error instanceof DirectoryInUse) return `${error.message} ${inUse}`;
  return isDomainError(error) ? error.message : startFailure(error, null);
}
