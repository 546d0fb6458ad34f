import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { type ClientOutcome, type Found, packagesIn, pythonWith, run } from './python';

/** The first of its line that is spoken, one with another command line, and the last. */
export const ZENML_RELEASES = ['0.8.1', '0.10.0', '0.13.2'] as const;
export type ZenmlRelease = (typeof ZENML_RELEASES)[number];

/** Releases whose SqlZenStore has the tables that an export makes; 0.12 and 0.13 changed them. */
export const WITH_SQL: readonly ZenmlRelease[] = ['0.8.1', '0.10.0'];

/** What the client is driven through; each tells in its head what that is. */
export type ZenmlScript = 'zenml_flow.py' | 'zenml_open.py';

const SCRIPT_MS = 300_000;

/**
 * What the client imports and uses here, in versions that it works with and that today's Python can install. What runs
 * pipelines is not among it, see zenml_stubs.
 */
const DEPENDENCIES = [
  'absl-py',
  'analytics-python<2',
  'click<9',
  'click-params<0.4',
  'distro',
  'fastapi<0.100',
  'gitpython<4',
  'packaging',
  'psutil',
  'pydantic<2',
  'python-dateutil',
  'pyyaml',
  'requests<3',
  'rich<13',
  'semver',
  'setuptools',
  'sqlalchemy<2',
  'sqlmodel==0.0.8',
  'uvicorn',
];
/** The client's file system is what the client reads and writes files with. */
const TFX = 'ml-pipelines-sdk==1.8.0';

/**
 * Runs a script with the real ZenML client, as it comes from the Python package index, in an empty home directory.
 * Throws with everything that was printed when the client met something that it did not expect.
 */
export async function runZenmlClient(
  release: ZenmlRelease,
  script: ZenmlScript,
  args: readonly string[],
  env: Readonly<Record<string, string>> = {},
): Promise<ClientOutcome> {
  const home = mkdtempSync(path.join(tmpdir(), 'assay-zenml-'));
  try {
    const client = await clientOf(release, home);
    if ('reason' in client) return { ran: false, ...client };
    const { code, output } = await run(
      client.python,
      [path.join(import.meta.dirname, script), ...args],
      SCRIPT_MS,
      home,
      { ...environment(home, client.packages), ...env },
    );
    if (code !== 0) throw new Error(`ZenML ${release} did not get through ${script}:\n${output}`);
    return { ran: true, output };
  } finally {
    rmSync(home, { recursive: true, force: true });
  }
}

/** Where Python finds the client, and that it tells nobody of its use. */
export const environment = (home: string, packages: string): Record<string, string> => ({
  HOME: home,
  XDG_CONFIG_HOME: path.join(home, '.config'),
  APPDATA: home,
  PYTHONPATH: [path.join(import.meta.dirname, 'zenml_stubs'), packages].join(path.delimiter),
  PYTHONDONTWRITEBYTECODE: '1',
  ZENML_ANALYTICS_OPT_IN: 'false',
});

type Problem = Exclude<Found, string>;

/** The client and a Python that can import it, or why there is none. The releases share what they depend on. */
export async function clientOf(
  release: ZenmlRelease,
  home: string,
): Promise<Problem | { python: string; packages: string }> {
  const python = await pythonWith('zenml', DEPENDENCIES);
  if (typeof python !== 'string') return python;
  const packages = await packagesIn(`zenml-${release}`, python, [`zenml==${release}`, TFX]);
  if (typeof packages !== 'string') return packages;
  // Made for Python 3.7 to 3.9: some later one will not do.
  const probe = ['-c', 'import zenml.cli.cli, zenml.zen_stores'];
  const { code, output } = await run(python, probe, SCRIPT_MS, home, environment(home, packages));
  return code === 0
    ? { python, packages }
    : { reason: `ZenML ${release} cannot be imported by the Python of this machine.`, output };
}
