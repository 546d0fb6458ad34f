import { Gone } from '@/components/ui/gone';
import type { Absence } from '@/lib/core/absence';
import { url } from '@/lib/core/urls';

/** In place of every page of a project that is not there. */
export function ProjectGone({ name, gone }: { name: string; gone: Absence | null }) {
  return <Gone what={`Project ${name}`} gone={gone} back={{ href: url.projects(), label: 'Projects' }} />;
}
