import { useEffect, useState } from 'react';

/** Milliseconds between two questions, which cost the server nothing while its database is away. */
const ASK_MS = [500, 700, 1_000] as const;
/** Milliseconds for a page to come once the server has it again. */
const COMING_MS = 5_000;
/** Milliseconds before the first question, doubled with each try that brought the failure back. */
const [FIRST_MS, MOST_MS] = [500, 30_000];
/** Milliseconds without a try after which a failure is a new one. */
const OVER_MS = 60_000;

/** Tries so far. They outlive the boundary, which a try takes away and another failure brings back. */
let tries = { count: 0, last: 0 };

/**
 * Calls `retry` once the server has this page again, which it is asked for by nothing more than a HEAD. Rests while the
 * tab is hidden, and for good when somebody types. Whether it still goes on by itself.
 */
export function useRetry(retry: () => void): boolean {
  const [isOn, setOn] = useState(true);
  useEffect(() => {
    const leaving = new AbortController();
    const { signal } = leaving;
    let timer: ReturnType<typeof setTimeout> | undefined;
    let requested = 0;
    const plan = (pause: number) => {
      clearTimeout(timer);
      if (!document.hidden && !signal.aborted) timer = setTimeout(ask, pause);
    };
    const ask = async () => {
      const isThere = await hasPage(signal);
      if (signal.aborted) return;
      requested += 1;
      if (!isThere) return plan(ASK_MS[Math.min(requested, ASK_MS.length) - 1] ?? 0);
      tries = { count: tries.count + 1, last: Date.now() };
      retry();
      plan(COMING_MS);
    };
    const stop = () => {
      leaving.abort();
      setOn(false);
    };
    document.addEventListener('visibilitychange', () => plan(0), { signal });
    document.addEventListener('input', stop, { signal });
    plan(firstPause());
    return () => {
      clearTimeout(timer);
      leaving.abort();
    };
  }, [retry]);
  return isOn;
}

function firstPause(): number {
  if (Date.now() - tries.last > OVER_MS) tries = { count: 0, last: 0 };
  return Math.min(FIRST_MS * 2 ** tries.count, MOST_MS);
}

function hasPage(signal: AbortSignal): Promise<boolean> {
  return fetch(window.location.href, { method: 'HEAD', cache: 'no-store', signal }).then(
    ({ status }) => status < 500 && status !== 429,
    () => false,
  );
}
