import { url } from '@/lib/core/urls';
import { go } from '@/lib/next/go';
import { names } from '@/lib/next/load';

/** A step of the breadcrumb: the catalog page, showing this one. */
export default async function OneCatalogPage({ params }: { params: Promise<{ catalog: string }> }) {
  go(url.catalog(await names(params)));
}
