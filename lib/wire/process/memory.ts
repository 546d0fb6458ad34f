import cluster from 'node:cluster';
import v8 from 'node:v8';

// The first module of the server: what stands here holds for all that is done after it, in this process and its threads,
// however it was started. Garbage is collected before much of it has gathered, and the embedded database's code is
// compiled once and not again for speed: 415 MB instead of 590 to 650 MB after 3,000 requests, for a sixth more processor
// time. What a V8 of another release does not know, it tells and ignores.
v8.setFlagsFromString('--heap-growing-percent=10');
if (!process.env['DATABASE_URL']) v8.setFlagsFromString('--liftoff-only');

// The GNU C library gives a block of this size or more back to the system once it is freed. Left alone it raises the
// size to that of the largest block freed so far, and keeps what lies below: 50 MB on the embedded database. It reads
// these before a process begins, so the process begins anew, in its own place, by the first of its modules.
const GIVEN_BACK_FROM = '131072';
/** What releases of Node before 22.15 do not have. */
interface Replaceable extends Pick<NodeJS.Process, 'execPath'> {
  readonly execve?: (file: string, args: readonly string[], env: NodeJS.ProcessEnv) => never;
}
const self: Replaceable = process;
if (startsAnew())
  self.execve?.(self.execPath, [self.execPath, ...process.execArgv, ...process.argv.slice(1)], {
    ...process.env,
    MALLOC_MMAP_THRESHOLD_: GIVEN_BACK_FROM,
    MALLOC_TRIM_THRESHOLD_: GIVEN_BACK_FROM,
  });

/** Not a worker, nor a process with a channel to the one that started it: these would lose it. Node 20 cannot. */
function startsAnew(): boolean {
  return (
    process.platform === 'linux' &&
    cluster.isPrimary &&
    process.channel === undefined &&
    process.env['MALLOC_MMAP_THRESHOLD_'] === undefined
  );
}
