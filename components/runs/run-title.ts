import { dayText } from '@/components/ui/time-text';
import { startOf } from '@/lib/runs/run-start';

/** What a run is called in a title: `smoke, 26 May 2022 19:44:02` for a name that clients give, else its name. */
export function runTitle(pipeline: string, name: string): string {
  const at = startOf(pipeline, name);
  return at === null ? name : `${pipeline}, ${dayText(at)} ${at.toISOString().slice(11, 19)}`;
}
