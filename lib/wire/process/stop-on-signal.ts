/** Calls `stop` once on SIGTERM or SIGINT and ends the process; a second Ctrl-C ends it at once. Returns what does so without a signal. */
export function stopOnSignal(stop: () => Promise<void>): (status: number) => void {
  let interrupts = 0;
  let stopping = false;
  const begin = (status: number) => {
    if (stopping) return;
    stopping = true;
    stop().then(
      () => process.exit(status),
      (error: unknown) => {
        console.error(error);
        process.exit(1);
      },
    );
  };
  process.on('SIGTERM', () => begin(0));
  process.on('SIGINT', () => {
    interrupts += 1;
    if (interrupts > 1) process.exit(130);
    begin(0);
  });
  return begin;
}
