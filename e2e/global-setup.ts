import { rm } from 'node:fs/promises';
import { startAssay, TEMPLATE } from './assay-process';

/** Makes one embedded store that nobody is in, which the servers of the tests begin with copies of. */
export default async function setup(): Promise<() => Promise<void>> {
  const made = await startAssay({ isFirstStart: true });
  await made.stop();
  process.env[TEMPLATE] = made.dataDirectory;
  return () => rm(made.dataDirectory, { recursive: true, force: true });
}
