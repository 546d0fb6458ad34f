import { spawnSync } from 'node:child_process';
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';

/** A disk of its own in memory, and how to be rid of it. */
export interface SmallDisk {
  readonly folder: string;
  readonly remove: () => void;
}

/**
 * Null where this user may not mount: then only what needs no disk of a known size can be tested. `files`: how many it can
 * take.
 */
export function smallDisk(megabytes: number, files?: number): SmallDisk | null {
  const folder = mkdtempSync(path.join(tmpdir(), 'assay-disk-'));
  const size = `size=${megabytes}m${files === undefined ? '' : `,nr_inodes=${files}`}`;
  const mounted = spawnSync('mount', ['-t', 'tmpfs', '-o', size, 'tmpfs', folder]);
  if (mounted.status === 0)
    return {
      folder,
      remove: () => {
        spawnSync('umount', ['-l', folder]);
        rmSync(folder, { recursive: true, force: true });
      },
    };
  rmSync(folder, { recursive: true, force: true });
  return null;
}
