import { Lost } from '@/components/ui/lost';
import { url } from '@/lib/core/urls';

export const metadata = { title: 'Not found' };

/** For addresses that lead nowhere, or to what the reader may not see: the same answer. */
export default function NotFound() {
  return (
    <main className="mx-auto max-w-[560px] px-4 pt-[14vh]">
      <Lost
        title="Nothing here"
        action={{ href: url.home(), label: 'Home' }}
        second={{ href: url.signIn(), label: 'Sign in' }}
      >
        Nothing is at this address, or nothing that you may read.
      </Lost>
    </main>
  );
}
