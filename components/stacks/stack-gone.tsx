import { Gone } from '@/components/ui/gone';
import type { Absence } from '@/lib/core/absence';
import { url } from '@/lib/core/urls';

/** Page of a deregistered stack (410), or of none (404). */
export function StackGone({ stack, absence }: { readonly stack: string; readonly absence: Absence | null }) {
  return <Gone what={`Stack ${stack}`} absence={absence} back={{ href: url.stacks(), label: 'Stacks' }} />;
}
