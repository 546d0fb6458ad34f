// @ts-check
// The production build: the server in dist/, the pages in .next/, and a record of what they were made from.
import { spawn, spawnSync } from 'node:child_process';
import { createHash } from 'node:crypto';
import { existsSync, mkdirSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import path from 'node:path';
import { fileURLToPath } from 'node:url';
import { inTurn } from './turn.mjs';

export const root = path.resolve(path.dirname(fileURLToPath(import.meta.url)), '..');
const RECORD = path.join(root, 'dist', 'build.json');

/** What a build is made from. Tests and documents are not in it: changing them builds nothing anew. */
const FOLDERS = ['app', 'components', 'lib', 'db', 'public'];
const FILES = [
  'server.ts',
  'proxy.ts',
  'instrumentation.ts',
  'next.config.mjs',
  'postcss.config.mjs',
  'tsconfig.json',
  'package.json',
  'package-lock.json',
  '.ci/build.mjs',
  '.ci/turn.mjs',
];
const LEFT_OUT = /\.test\.tsx?$|(^|\/)testing\//;

/** SHA-256 over the paths and contents of the sources, hex. */
export function sourceHash() {
  const below = FOLDERS.filter((folder) => existsSync(path.join(root, folder))).flatMap((folder) =>
    readdirSync(path.join(root, folder), { recursive: true, withFileTypes: true })
      .filter((entry) => entry.isFile())
      .map((entry) => path.relative(root, path.join(entry.parentPath, entry.name))),
  );
  const files = [...FILES.filter((file) => existsSync(path.join(root, file))), ...below]
    .map((file) => file.split(path.sep).join('/'))
    .filter((file) => !LEFT_OUT.test(file))
    .sort();
  const hash = createHash('sha256');
  for (const file of files) {
    const text = readFileSync(path.join(root, file));
    hash.update(`${file}\0${text.length}\0`).update(text);
  }
  return hash.digest('hex');
}

/** Whether there is a build of exactly these sources. */
export function isBuilt() {
  try {
    const { sources } = JSON.parse(readFileSync(RECORD, 'utf8'));
    return sources === sourceHash() && existsSync(path.join(root, '.next', 'BUILD_ID'));
  } catch {
    return false;
  }
}

/** Builds, unless these sources have a build; false when that failed, which has said why itself. */
export function buildIfNeeded() {
  if (isBuilt()) return true;
  console.warn('Building Assay, which is done once for each version of its sources.');
  return spawnSync(process.execPath, [fileURLToPath(import.meta.url)], { stdio: 'inherit' }).status === 0;
}

/**
 * How the server becomes one file: our modules inside, packages outside.
 * @param {string} outfile
 * @returns {import('esbuild').BuildOptions}
 */
export const serverBundle = (outfile) => ({
  absWorkingDir: root,
  entryPoints: ['server.ts'],
  outfile,
  bundle: true,
  platform: 'node',
  format: 'esm',
  target: 'node20',
  packages: 'external',
  // `server-only` throws wherever React's server condition is not set; this bundle is nothing but server.
  alias: { '@': root, 'server-only': path.join(root, 'db', 'testing', 'server-only.ts') },
  sourcemap: false,
  legalComments: 'none',
  logLevel: 'warning',
});

/** The commit that the sources are of; null where they differ from it, or where there is no git. */
function commitOfSources() {
  const git = (/** @type {string[]} */ ...words) => spawnSync('git', words, { cwd: root, encoding: 'utf8' });
  const changed = git('status', '--porcelain', '--', ...FOLDERS, ...FILES);
  const head = git('rev-parse', 'HEAD');
  return changed.status === 0 && changed.stdout === '' && head.status === 0 ? head.stdout.trim() : null;
}

/** @param {boolean} waited for another process that was building in the same folder */
async function build(waited) {
  if (waited && isBuilt()) return;
  const sources = sourceHash();
  rmSync(path.join(root, 'dist'), { recursive: true, force: true });
  mkdirSync(path.join(root, 'dist'));
  const { build: bundle } = await import('esbuild');
  await bundle(serverBundle(path.join('dist', 'server.js')));
  const code = await buildPages();
  if (code !== 0) {
    // Turbopack keeps a failure in its cache and repeats it.
    rmSync(path.join(root, '.next'), { recursive: true, force: true });
    throw new Error('The pages could not be built.');
  }
  writeFileSync(RECORD, `${JSON.stringify({ sources, commit: commitOfSources(), node: process.version })}\n`);
}

/** @returns {Promise<number>} */
function buildPages() {
  const next = path.join(root, 'node_modules', 'next', 'dist', 'bin', 'next');
  const child = spawn(process.execPath, [next, 'build'], {
    cwd: root,
    stdio: 'inherit',
    env: { ...process.env, NODE_ENV: 'production', NEXT_TELEMETRY_DISABLED: '1' },
  });
  return new Promise((resolve, reject) => {
    child.once('error', reject);
    child.once('exit', (code) => resolve(code ?? 1));
  });
}

if (process.argv[1] !== undefined && path.resolve(process.argv[1]) === fileURLToPath(import.meta.url)) {
  try {
    await inTurn(path.join(root, 'node_modules', '.assay-build'), build);
  } catch (error) {
    console.error(error instanceof Error ? error.message : error);
    process.exitCode = 1;
  }
}
