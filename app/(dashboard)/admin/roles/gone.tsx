import { Gone } from '@/components/ui/gone';
import type { Absence } from '@/lib/core/absence';
import { url } from '@/lib/core/urls';

/** The page of a role that is not there (404), or is spelled otherwise. */
export function RoleGone({ name, absence }: { readonly name: string; readonly absence: Absence | null }) {
  return <Gone what={`The role ${name}`} absence={absence} back={{ href: url.roles(), label: 'Roles' }} />;
}
