import { withQuery } from '@/lib/core/urls';
import { localPath } from './local-path';

/**
 * Where somebody goes who came from another form to make something that it lacks: back there, with what was made under
 * its parameter (`orchestrator=gke`). Null when nobody came from anywhere. Never another site.
 */
export function wayBack(
  back: string | null | undefined,
  made: Readonly<Record<string, string>>,
): string | null {
  return back === null || back === undefined || back === '' ? null : withQuery(localPath(back), made);
}
