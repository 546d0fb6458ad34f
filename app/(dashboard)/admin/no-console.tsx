import { Nothing } from '@/components/ui/nothing';
import { nothing } from '@/lib/next/load';

/** In place of a page of the console that the reader may not see: a 404, without JavaScript too. */
export function NoConsole() {
  nothing();
  return <Nothing />;
}
