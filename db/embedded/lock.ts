import { createHash } from 'node:crypto';
import { closeSync, openSync, readFileSync, realpathSync, unlinkSync, writeFileSync } from 'node:fs';
import net from 'node:net';
import path from 'node:path';
import { createFolder } from '../create-folder';

/** Another process holds the data directory. PGlite itself has no lock: two openers lose rows. */
export class DirectoryInUse extends Error {
  override readonly name = 'DirectoryInUse';
}

/**
 * Takes the data directory for this process, or throws {@link DirectoryInUse} naming the pid of the holder.
 * On Linux an abstract unix socket, which dies with the process; elsewhere a file made with O_EXCL, never taken
 * from a living process. Returns the release.
 */
export async function lockDirectory(directory: string): Promise<() => Promise<void>> {
  createFolder(directory);
  const pidFile = path.join(directory, 'assay.pid');
  return process.platform === 'linux' ? lockBySocket(directory, pidFile) : lockByFile(directory, pidFile);
}

async function lockBySocket(directory: string, pidFile: string): Promise<() => Promise<void>> {
  const key = createHash('sha256').update(realpathSync(directory)).digest('hex').slice(0, 40);
  const server = net.createServer((socket) => socket.destroy());
  await new Promise<void>((resolve, reject) => {
    server.once('error', (error: NodeJS.ErrnoException) =>
      reject(error.code === 'EADDRINUSE' ? inUse(directory, pidFile) : error),
    );
    server.listen(`\0assay-${key}`, resolve);
  });
  server.unref();
  writeFileSync(pidFile, `${process.pid}\n`, { mode: 0o600 });
  return () => new Promise((resolve) => server.close(() => resolve()));
}

async function lockByFile(directory: string, pidFile: string): Promise<() => Promise<void>> {
  for (let attempt = 0; attempt < 2; attempt += 1) {
    try {
      const handle = openSync(pidFile, 'wx', 0o600);
      writeFileSync(handle, `${process.pid}\n`);
      closeSync(handle);
      return async () => unlinkSync(pidFile);
    } catch (error) {
      if ((error as NodeJS.ErrnoException).code !== 'EEXIST') throw error;
      if (isAlive(readPid(pidFile))) throw inUse(directory, pidFile);
      unlinkSync(pidFile);
    }
  }
  throw inUse(directory, pidFile);
}

function inUse(directory: string, pidFile: string): DirectoryInUse {
  const pid = readPid(pidFile);
  return new DirectoryInUse(
    `The data directory ${directory} is in use by process ${pid ?? '(unknown)'}: stop it first, or set ASSAY_DATA_DIR to another folder.`,
  );
}

function readPid(pidFile: string): number | null {
  try {
    const pid = Number.parseInt(readFileSync(pidFile, 'utf8'), 10);
    return Number.isInteger(pid) && pid > 0 ? pid : null;
  } catch {
    return null;
  }
}

function isAlive(pid: number | null): boolean {
  if (pid === null) return false;
  try {
    process.kill(pid, 0);
    return true;
  } catch (error) {
    return (error as NodeJS.ErrnoException).code === 'EPERM';
  }
}
