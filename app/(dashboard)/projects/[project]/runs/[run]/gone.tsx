import { Gone } from '@/components/ui/gone';
import type { Absence } from '@/lib/core/absence';
import { url } from '@/lib/core/urls';
import type { RunAt } from './open';

/** Page of a deleted run (410), or of none. */
export function RunGone({ at: { project, run }, absence }: { at: RunAt; absence: Absence | null }) {
  const back = { href: url.runs(project), label: `Runs of ${project}` };
  return <Gone what={`Run ${run}`} absence={absence} back={back} />;
}
