'use client'; // error boundaries are

import { Away } from '@/components/ui/away';
import { buttonClass } from '@/components/ui/button';
import { Lost } from '@/components/ui/lost';
import { AWAY_DIGEST, FULL_DIGEST, NO_ROOM } from '@/lib/core/known-faults';
import { url } from '@/lib/core/urls';

interface FaultProps {
  readonly error: Error & { digest?: string };
  /** Asks the server for the page again. */
  readonly retry: () => void;
}

/** A fault of ours. The number finds it in the server's log; nothing else of it leaves the server. */
export default function Fault({ error: { digest }, retry }: FaultProps) {
  if (digest === AWAY_DIGEST) return <Away retry={retry} />;
  const isFull = digest === FULL_DIGEST;
  return (
    <Lost
      title={isFull ? 'The disk is full' : 'Something went wrong here'}
      action={{ href: url.home(), label: 'Home' }}
    >
      <p>
        {isFull
          ? NO_ROOM
          : `The page could not be made. It is not your doing${digest === undefined ? '.' : `; the server's log knows it as ${digest}.`}`}
      </p>
      <button type="button" onClick={retry} className={`mt-3 ${buttonClass()}`}>
        Try again
      </button>
    </Lost>
  );
}
