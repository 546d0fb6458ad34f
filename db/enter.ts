import type { LimitFunction } from 'p-limit';

/** Resolves with what gives the place back, once the limit has a place for the caller. */
export const enter = (limit: LimitFunction): Promise<() => void> =>
  new Promise((entered) => {
    void limit(() => new Promise<void>((leave) => entered(leave)));
  });
