// @ts-check
// `npm start`: builds when the sources have no build yet, then becomes the server.
import cluster from 'node:cluster';
import path from 'node:path';
import { pathToFileURL } from 'node:url';
import v8 from 'node:v8';

const [major = 0, minor = 0] = process.versions.node.split('.').map(Number);
if (major < 20 || (major === 20 && minor < 19)) {
  console.error(`Assay needs Node 20.19 or newer; this is ${process.version}.`);
  process.exit(1);
}

process.env['NODE_ENV'] = 'production';
process.env['NEXT_TELEMETRY_DISABLED'] = '1';

// Garbage is collected before much of it has gathered, and the embedded database's code is compiled once and not again
// for speed: 400 MB instead of 540 MB after 1,200 requests, for a sixth more processor time. What a V8 of another
// release does not know, it tells and ignores.
v8.setFlagsFromString('--heap-growing-percent=10');
if (!process.env['DATABASE_URL']) v8.setFlagsFromString('--liftoff-only');

const { buildIfNeeded, root } = await import('./build.mjs');
process.chdir(root);

// Workers of a cluster run this file too; the first process has built by then.
if (cluster.isPrimary && !buildIfNeeded()) process.exit(1);

await import(pathToFileURL(path.join(root, 'dist', 'server.js')).href);
