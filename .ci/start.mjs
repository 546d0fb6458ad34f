// @ts-check
// `npm start`: builds when the sources have no build yet, then becomes the server.
import cluster from 'node:cluster';
import path from 'node:path';
import { pathToFileURL } from 'node:url';

const [major = 0, minor = 0] = process.versions.node.split('.').map(Number);
// As `engines` in package.json says it.
if (!(major >= 24 || (major === 22 && minor >= 13) || (major === 20 && minor >= 19))) {
  console.error(
    `Assay needs Node 24 or newer, or the end of 22 (22.13) or of 20 (20.19); this is ${process.version}.`,
  );
  process.exit(1);
}

process.env['NODE_ENV'] = 'production';
process.env['NEXT_TELEMETRY_DISABLED'] = '1';

const { buildIfNeeded, root } = await import('./build.mjs');
process.chdir(root);

// Workers of a cluster run this file too; the first process has built by then.
if (cluster.isPrimary && !buildIfNeeded()) process.exit(1);

await import(pathToFileURL(path.join(root, 'dist', 'server.js')).href);
