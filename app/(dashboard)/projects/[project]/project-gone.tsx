import { Gone } from '@/components/ui/gone';
import type { Absence } from '@/lib/core/absence';
import { url } from '@/lib/core/urls';

/** In place of every page of a project that is not there. */
export function ProjectGone({ name, absence }: { name: string; absence: Absence | null }) {
  return (
    <Gone what={`Project ${name}`} absence={absence} back={{ href: url.projects(), label: 'Projects' }} />
  );
}
