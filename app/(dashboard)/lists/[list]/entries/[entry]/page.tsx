import { url } from '@/lib/core/urls';
import { go } from '@/lib/next/go';
import { names } from '@/lib/next/load';

/** A step of the breadcrumb: an entry has no page but the form that changes it. */
export default async function EntryPage({ params }: { params: Promise<{ list: string; entry: string }> }) {
  const { list, entry } = await names(params);
  go(url.listEntry(list, entry, 'edit'));
}
