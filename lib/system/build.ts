import { readFileSync } from 'node:fs';
import path from 'node:path';
import { version } from '@/package.json';

/** Which Assay this is. */
export interface Build {
  readonly version: string;
  /** The commit that it was built from, hex; null where nobody knew, and in development. */
  readonly commit: string | null;
}

/** The build that this process runs: it lies where the server was started. */
export function thisBuild(): Build {
  try {
    const record = JSON.parse(readFileSync(path.join('dist', 'build.json'), 'utf8')) as { commit?: unknown };
    return { version, commit: typeof record.commit === 'string' ? record.commit : null };
  } catch {
    return { version, commit: null };
  }
}
