'use client'; // error boundaries are

import { buttonClass } from '@/components/ui/button';
import { Lost } from '@/components/ui/lost';
import { url } from '@/lib/core/urls';

/** A fault of ours. The number finds it in the server's log; nothing else of it leaves the server. */
export default function Fault({ error, reset }: { error: Error & { digest?: string }; reset: () => void }) {
  return (
    <Lost title="Something went wrong here" action={{ href: url.home(), label: 'Home' }}>
      <p>
        The page could not be made. It is not your doing
        {error.digest === undefined ? '.' : `; the server's log knows it as ${error.digest}.`}
      </p>
      <button type="button" onClick={reset} className={`mt-3 ${buttonClass()}`}>
        Try again
      </button>
    </Lost>
  );
}
