/**
 * Calls `stop` once on SIGTERM or SIGINT and ends the process: with 0 when it is done, with 1 when it failed or took
 * longer than `deadline` ms. A second Ctrl-C ends it at once. Returns what does so without a signal.
 */
export function stopOnSignal(stop: () => Promise<void>, deadline: number): (status: number) => void {
  let interrupts = 0;
  let stopping = false;
  const begin = (status: number) => {
    if (stopping) return;
    stopping = true;
    setTimeout(() => {
      console.error(`Stopping took longer than ${deadline} ms: what is left is given up.`);
      process.exit(1);
    }, deadline).unref();
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
