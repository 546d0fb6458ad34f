import { Gone } from '@/components/ui/gone';
import type { Absence } from '@/lib/core/absence';
import { url } from '@/lib/core/urls';

/** Page of a deregistered stack (410), or of none (404). */
export function StackGone({ stack, gone }: { readonly stack: string; readonly gone: Absence | null }) {
  return <Gone what={`Stack ${stack}`} gone={gone} back={{ href: url.stacks(), label: 'Stacks' }} />;
}
