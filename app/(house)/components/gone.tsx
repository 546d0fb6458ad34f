import { typeWords } from '@/components/stack-components/type-words';
import { Gone } from '@/components/ui/gone';
import type { Absence } from '@/lib/core/absence';
import { url } from '@/lib/core/urls';

interface ComponentGoneProps {
  readonly at: { readonly type: string; readonly name: string };
  readonly gone: Absence | null;
}

/** A deregistered component's page (410), or that of none (404). */
export function ComponentGone({ at, gone }: ComponentGoneProps) {
  const { one, many } = typeWords(at.type);
  return (
    <Gone what={`${one} ${at.name}`} gone={gone} back={{ href: url.components(at.type), label: many }} />
  );
}
