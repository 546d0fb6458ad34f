import { mkdirSync, statSync } from 'node:fs';
import path from 'node:path';

/**
 * Makes a folder that only this account can read, and what is missing above it. Node 20 does not return from
 * `mkdirSync(…, { recursive: true })` where the system says of a folder in one that is there that it is missing (/proc).
 */
export function createFolder(folder: string): void {
  const missing: string[] = [];
  let at = path.resolve(folder);
  for (; !isFolder(at) && at !== path.dirname(at); at = path.dirname(at)) missing.push(at);
  for (const each of missing.reverse()) createOne(each);
}

function createOne(folder: string): void {
  try {
    mkdirSync(folder, { mode: 0o700 });
  } catch (error) {
    // Another process was quicker.
    if (!isFolder(folder)) throw error;
  }
}

function isFolder(at: string): boolean {
  try {
    return statSync(at).isDirectory();
  } catch {
    return false;
  }
}
