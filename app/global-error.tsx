'use client'; // replaces the whole document when even the frame fails

import { lazy, Suspense } from 'react';
import { AWAY_DIGEST, FULL_DIGEST, NO_ROOM } from '@/lib/faults/known-faults';

// Every page brings this file along; what it says in an outage comes when there is one.
const AwayAlone = lazy(() => import('@/components/ui/away-alone'));
const BeganView = lazy(() => import('./began-view'));

/** The last resort, without our styles: they may be what failed. */
export default function GlobalFault({ error: { digest } }: { error: Error & { digest?: string } }) {
  return (
    <html lang="en">
      <body
        style={{ font: '14px/22px system-ui, sans-serif', margin: '14vh auto', maxWidth: 480, padding: 16 }}
      >
        <Suspense>
          <BeganView />
        </Suspense>
        <ErrorNotice digest={digest} />
        <p>
          <a href="/">Home</a>
        </p>
      </body>
    </html>
  );
}

function ErrorNotice({ digest }: { digest: string | undefined }) {
  if (digest === AWAY_DIGEST)
    return (
      <Suspense>
        <AwayAlone />
      </Suspense>
    );
  const isFull = digest === FULL_DIGEST;
  return (
    <>
      <h1 style={{ fontSize: 20 }}>{isFull ? 'The disk is full' : 'Something went wrong here'}</h1>
      <p>{isFull ? NO_ROOM : numberText(digest)}</p>
    </>
  );
}

const numberText = (digest: string | undefined): string =>
  digest === undefined ? 'The browser met an error.' : `Its number in the log is ${digest}.`;
