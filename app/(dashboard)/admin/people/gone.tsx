import { Gone } from '@/components/ui/gone';
import type { Absence } from '@/lib/core/absence';
import { url } from '@/lib/core/urls';

/** The page of an account that is not there (404), or is spelled otherwise. */
export function PersonGone({ name, absence }: { readonly name: string; readonly absence: Absence | null }) {
  return (
    <Gone what={`The account ${name}`} absence={absence} back={{ href: url.people(), label: 'People' }} />
  );
}
