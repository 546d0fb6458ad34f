'use client'; // asks again: the frame is not made anew when pages follow each other

import { usePathname } from 'next/navigation';
import { lazy, Suspense, useEffect, useRef, useState } from 'react';
import { url } from '@/lib/core/urls';
import type { ShortRoom } from '@/lib/next/short-room';

const RoomMessage = lazy(() => import('./room-message').then((module) => ({ default: module.RoomMessage })));
const ASK_MS = 30_000;

/** Tells an administrator above every page that the disk is full, or soon will be, and what to do. */
export function RoomNotice({ first }: { first: ShortRoom | null }) {
  const [room, setRoom] = useState(first);
  const path = usePathname();
  const requested = useRef(path);
  useEffect(() => {
    const leaving = new AbortController();
    const ask = () => {
      if (!document.hidden) readRoom(leaving.signal).then(setRoom, () => {});
    };
    if (requested.current !== path) ask();
    requested.current = path;
    const timer = setInterval(ask, ASK_MS);
    document.addEventListener('visibilitychange', ask, { signal: leaving.signal });
    return () => {
      clearInterval(timer);
      leaving.abort();
    };
  }, [path]);
  return (
    <div aria-live="polite" className="contents">
      <Suspense>{room !== null && <RoomMessage {...room} />}</Suspense>
    </div>
  );
}

async function readRoom(signal: AbortSignal): Promise<ShortRoom | null> {
  const answer = await fetch(url.room(), { signal });
  if (!answer.ok) throw new Error(`${answer.status}`);
  return (await answer.json()) as ShortRoom | null;
}
