/** Next calls this once per process, before it answers. */
export async function register(): Promise<void> {
  // Written out: the bundler drops the branch, and with it the database, from the edge runtime's bundle.
  if (process.env['NEXT_RUNTIME'] !== 'nodejs') return;
  const { openStoreForNext } = await import('./lib/next/open-store');
  await openStoreForNext(process.env);
}
