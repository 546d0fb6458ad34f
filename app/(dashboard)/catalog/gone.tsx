import { Gone } from '@/components/ui/gone';
import type { CatalogEntryAddress } from '@/lib/catalog/catalog-entry';
import type { Absence } from '@/lib/core/absence';
import { url } from '@/lib/core/urls';

/** A deleted entry's page (410), or that of none (404). */
export function EntryGone({ at, absence }: { at: CatalogEntryAddress; absence: Absence | null }) {
  const back = { href: url.catalog({ catalog: at.catalog }), label: `Catalog ${at.catalog}` };
  return <Gone what={`Catalog entry ${at.identifier}`} absence={absence} back={back} />;
}
