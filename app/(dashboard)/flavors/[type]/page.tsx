import { url } from '@/lib/core/urls';
import { go } from '@/lib/next/go';
import { names } from '@/lib/next/load';

/** A step of the breadcrumb: the page of all flavors, showing those of this type. */
export default async function FlavorsOfTypePage({ params }: { params: Promise<{ type: string }> }) {
  go(url.flavors((await names(params)).type));
}
