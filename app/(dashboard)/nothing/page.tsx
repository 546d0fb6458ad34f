import { Nothing } from '@/components/ui/nothing';
import { nothing } from '@/lib/next/load';
import { signedInCtx } from '@/lib/next/page-ctx';

export const metadata = { title: 'Not found' };

/** Where the gate leads from a page that a view hides: what is shown where there is none. */
export default async function NothingPage() {
  await signedInCtx();
  nothing();
  return <Nothing />;
}
