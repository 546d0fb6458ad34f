import { typeInSentence } from '@/components/stack-components/type-labels';
import { Gone } from '@/components/ui/gone';
import type { Absence } from '@/lib/core/absence';
import { url } from '@/lib/core/urls';

interface FlavorGoneProps {
  readonly at: { readonly type: string; readonly name: string };
  readonly absence: Absence | null;
}

/** A deleted flavor's page (410), or that of none (404). */
export function FlavorGone({ at, absence }: FlavorGoneProps) {
  const back = { href: url.flavors(at.type), label: 'Flavors' };
  return <Gone what={`The ${typeInSentence(at.type)} flavor ${at.name}`} absence={absence} back={back} />;
}
