'use client'; // error boundaries are

import { lazy, Suspense } from 'react';
import { buttonClass } from '@/components/ui/button';
import { Lost } from '@/components/ui/lost';
import { url } from '@/lib/core/urls';
import { AWAY_DIGEST, FULL_DIGEST, NO_ROOM } from '@/lib/faults/known-faults';

// Every page brings this file along; what it says in an outage comes when there is one.
const Away = lazy(() => import('@/components/ui/away'));

interface FaultProps {
  readonly error: Error & { digest?: string };
  /** Asks the server for the page again. */
  readonly retry: () => void;
}

/** A fault of ours. The number finds it in the server's log; nothing else of it leaves the server. */
export default function Fault({ error: { digest }, retry }: FaultProps) {
  if (digest === AWAY_DIGEST)
    return (
      <Suspense>
        <Away retry={retry} />
      </Suspense>
    );
  const isFull = digest === FULL_DIGEST;
  return (
    <Lost
      title={isFull ? 'The disk is full' : 'Something went wrong here'}
      action={{ href: url.home(), label: 'Home' }}
    >
      <p>
        {isFull
          ? NO_ROOM
          : `The server failed to show this page. You did nothing wrong${digest === undefined ? '.' : `; its number in the log is ${digest}.`}`}
      </p>
      <button type="button" onClick={retry} className={`mt-3 ${buttonClass()}`}>
        Try again
      </button>
    </Lost>
  );
}
