import { readFileSync } from 'node:fs';
import path from 'node:path';

/** Which Assay this is. */
export interface Build {
  /** Null where its package tells none. */
  readonly version: string | null;
  /** The commit that it was built from, hex; null where nobody knew, and in development. */
  readonly commit: string | null;
}

/** The build that this process runs: it lies where the server was started. */
export const thisBuild = (): Build => ({
  version: told('package.json', 'version'),
  commit: told(path.join('dist', 'build.json'), 'commit'),
});

function told(file: string, name: string): string | null {
  try {
    const value: unknown = Reflect.get(JSON.parse(readFileSync(file, 'utf8')) as object, name);
    return typeof value === 'string' ? value : null;
  } catch {
    return null;
  }
}
