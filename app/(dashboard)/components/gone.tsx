import { typeLabels } from '@/components/stack-components/type-labels';
import { Gone } from '@/components/ui/gone';
import type { Absence } from '@/lib/core/absence';
import { url } from '@/lib/core/urls';

interface ComponentGoneProps {
  readonly at: { readonly type: string; readonly name: string };
  readonly absence: Absence | null;
}

/** A deregistered component's page (410), or that of none (404). */
export function ComponentGone({ at, absence }: ComponentGoneProps) {
  const { one, many } = typeLabels(at.type);
  return (
    <Gone
      what={`${one} ${at.name}`}
      absence={absence}
      back={{ href: url.components(at.type), label: many }}
    />
  );
}
