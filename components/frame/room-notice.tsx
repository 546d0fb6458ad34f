'use client'; // asks again: the frame is not made anew when pages follow each other

import { usePathname } from 'next/navigation';
import { useEffect, useRef, useState } from 'react';
import { url } from '@/lib/core/urls';
import type { ShortRoom } from '@/lib/next/short-room';

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
      {room !== null && <RoomMessage {...room} />}
    </div>
  );
}

async function readRoom(signal: AbortSignal): Promise<ShortRoom | null> {
  const answer = await fetch(url.room(), { signal });
  if (!answer.ok) throw new Error(`${answer.status}`);
  return (await answer.json()) as ShortRoom | null;
}

function RoomMessage({ folder, free, reserve, isFull }: ShortRoom) {
  const look = isFull ? 'bg-fail-bg text-fail' : 'bg-stale-bg text-stale';
  const where = <code className="font-mono [overflow-wrap:anywhere]">{folder}</code>;
  return (
    <aside
      aria-label="Disk notice"
      className={`border-b border-rule px-4 py-1.5 md:px-6 print:hidden ${look}`}
    >
      <strong className="font-medium">
        {isFull ? 'The disk is full: nothing can be saved' : 'The disk is filling up'}
      </strong>
      {isFull ? (
        <>
          . There are {free} in {where}, and {reserve} MB have to stay free. Make room there: saving then goes
          on by itself.
        </>
      ) : (
        <>
          . There are {free} in {where}; below {reserve} MB nothing can be saved. Make room before that.
        </>
      )}
    </aside>
  );
}
