import { Nothing } from '@/components/ui/nothing';
import { nothing } from '@/lib/next/load';
import { signedInCtx } from '@/lib/next/page-ctx';

export const metadata = { title: 'Not found' };

/** What the gate shows where a view hides a page: the same as where there is none. */
export default async function NothingPage() {
  await signedInCtx();
  nothing();
  return <Nothing />;
}
