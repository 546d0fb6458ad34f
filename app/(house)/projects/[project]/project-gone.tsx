import { Gone } from '@/components/ui/gone';
import type { Gone as When } from '@/lib/core/domain-error';
import { url } from '@/lib/core/urls';

/** In place of every page of a project that is not there. */
export function ProjectGone({ name, gone }: { name: string; gone: When | null }) {
  return <Gone what={`Project ${name}`} gone={gone} back={{ href: url.projects(), label: 'Projects' }} />;
}
