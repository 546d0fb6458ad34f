import { accessSync, constants, existsSync, readdirSync } from 'node:fs';
import path from 'node:path';
import { run } from './processes';

/** Whether a file is there and may be run. */
export function isProgram(file: string): boolean {
  try {
    accessSync(file, constants.X_OK);
    return true;
  } catch {
    return false;
  }
}

/** Full path of the first of these programs that `PATH` leads to, or null. */
export function onPath(names: readonly string[], search = process.env['PATH'] ?? ''): string | null {
  for (const name of names)
    for (const folder of search.split(path.delimiter)) {
      const file = path.join(folder, name);
      if (folder !== '' && isProgram(file)) return file;
    }
  return null;
}

/** Folders below `parent` with their names in descending order (newest version first); none when it is absent. */
export function versionsBelow(parent: string): string[] {
  if (!existsSync(parent)) return [];
  return readdirSync(parent)
    .sort((a, b) => b.localeCompare(a, 'en', { numeric: true }))
    .map((name) => path.join(parent, name));
}

export const isRoot = (): boolean => process.getuid?.() === 0;

/** Whether packages can be installed here without asking anybody: root on Debian or its like. */
export const mayInstall = (): boolean =>
  isRoot() && existsSync('/etc/debian_version') && onPath(['apt-get']) !== null;

let listsRead = false;

/** Installs a Debian package, having said so; whether that worked. */
export async function aptInstall(name: string): Promise<boolean> {
  console.warn(`Installing the package ${name}, which the tests need (apt-get install ${name}).`);
  const env = { ...process.env, DEBIAN_FRONTEND: 'noninteractive' };
  const quietly = { env, stdio: ['ignore', 'ignore', 'inherit'] as ['ignore', 'ignore', 'inherit'] };
  if (!listsRead) await run('apt-get', ['-qq', 'update'], quietly);
  listsRead = true;
  const { code } = await run('apt-get', ['-qq', 'install', '-y', '--no-install-recommends', name], quietly);
  return code === 0;
}
