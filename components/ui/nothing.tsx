import { url } from '@/lib/core/urls';
import { Lost } from './lost';

/** For addresses that lead nowhere and for those to what the reader may not see: one answer for both. */
export function Nothing() {
  return (
    <Lost title="Nothing here" action={{ href: url.projects(), label: 'Your projects' }}>
      Nothing is at this address, or you may not read it: both look the same from outside. An administrator
      can tell you which, and can give you a role.
    </Lost>
  );
}
