'use client'; // replaces the whole document when even the frame fails

import { useRetry } from '@/components/ui/use-retry';
import { AWAY_DIGEST } from '@/lib/core/known-faults';

/** The last resort, without our styles: they may be what failed. */
export default function GlobalFault({ error: { digest } }: { error: Error & { digest?: string } }) {
  const isAway = digest === AWAY_DIGEST;
  return (
    <html lang="en">
      <body
        style={{ font: '14px/22px system-ui, sans-serif', margin: '14vh auto', maxWidth: 480, padding: 16 }}
      >
        <h1 style={{ fontSize: 20 }}>
          {isAway ? 'The database does not answer at the moment' : 'Something went wrong here'}
        </h1>
        {isAway ? <AwayForNow /> : <p>The server's log knows it as {digest ?? 'an error of the browser'}.</p>}
        <p>
          <a href="/">Home</a>
        </p>
      </body>
    </html>
  );
}

function AwayForNow() {
  useRetry(loadAnew);
  return <p>This page tries again by itself until it does.</p>;
}

const loadAnew = () => window.location.reload();
