'use client'; // tries again by itself

import { useRetry } from './use-retry';

/** As `Away`, in a document of its own and without our styles: they may be what failed. */
export default function AwayAlone() {
  useRetry(loadAnew);
  return (
    <>
      <h1 style={{ fontSize: 20 }}>The database does not answer at the moment</h1>
      <p>This page tries again by itself until it does.</p>
    </>
  );
}

const loadAnew = () => window.location.reload();
