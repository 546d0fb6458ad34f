import { Gone } from '@/components/ui/gone';
import type { EntryAddress } from '@/lib/catalog/entry';
import type { Absence } from '@/lib/core/absence';
import { url } from '@/lib/core/urls';

/** A deleted entry's page (410), or that of none (404). */
export function EntryGone({ at, gone }: { at: EntryAddress; gone: Absence | null }) {
  const back = { href: url.catalog({ catalog: at.catalog }), label: `Catalog ${at.catalog}` };
  return <Gone what={`Catalog entry ${at.identifier}`} gone={gone} back={back} />;
}
