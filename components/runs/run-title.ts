import { dayText } from '@/components/ui/time-text';

/**
 * What a run is called in a title: `smoke, 26 May 2022 19:44:02` for a name that its client made of that instant, else
 * its name.
 */
export function runTitle(pipeline: string, name: string, namedAfter: Date | null): string {
  if (namedAfter === null) return name;
  return `${pipeline}, ${dayText(namedAfter)} ${namedAfter.toISOString().slice(11, 19)}`;
}
