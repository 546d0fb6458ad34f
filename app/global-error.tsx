'use client'; // replaces the whole document when even the frame fails

import { useRetry } from '@/components/ui/use-retry';
import { AWAY_DIGEST, FULL_DIGEST, NO_ROOM } from '@/lib/core/known-faults';

/** The last resort, without our styles: they may be what failed. */
export default function GlobalFault({ error: { digest } }: { error: Error & { digest?: string } }) {
  return (
    <html lang="en">
      <body
        style={{ font: '14px/22px system-ui, sans-serif', margin: '14vh auto', maxWidth: 480, padding: 16 }}
      >
        <Told digest={digest} />
        <p>
          <a href="/">Home</a>
        </p>
      </body>
    </html>
  );
}

function Told({ digest }: { digest: string | undefined }) {
  if (digest === AWAY_DIGEST) return <AwayForNow />;
  const isFull = digest === FULL_DIGEST;
  return (
    <>
      <h1 style={{ fontSize: 20 }}>{isFull ? 'The disk is full' : 'Something went wrong here'}</h1>
      <p>{isFull ? NO_ROOM : `The server's log knows it as ${digest ?? 'an error of the browser'}.`}</p>
    </>
  );
}

function AwayForNow() {
  useRetry(loadAnew);
  return (
    <>
      <h1 style={{ fontSize: 20 }}>The database does not answer at the moment</h1>
      <p>This page tries again by itself until it does.</p>
    </>
  );
}

const loadAnew = () => window.location.reload();
