import { Gone } from '@/components/ui/gone';
import type { Absence } from '@/lib/core/absence';
import { url } from '@/lib/core/urls';

/** The page of a team that is not there (404), or is spelled otherwise. */
export function TeamGone({ name, absence }: { readonly name: string; readonly absence: Absence | null }) {
  return <Gone what={`The team ${name}`} absence={absence} back={{ href: url.teams(), label: 'Teams' }} />;
}
