import { Lost } from '@/components/ui/lost';
import { url } from '@/lib/core/urls';

export default function NotFound() {
  return (
    <Lost title="Nothing here" action={{ href: url.projects(), label: 'Your projects' }}>
      Nothing is at this address, or you may not read it: both look the same from outside. An administrator
      can tell you which, and can give you a role.
    </Lost>
  );
}
