import { existsSync } from 'node:fs';
import path from 'node:path';
import { chromium } from '@playwright/test';
import { run } from './processes';
import { aptInstall, isProgram, mayInstall, onPath } from './programs';

// The shell first: without a window it needs two thirds of the processor time of the whole browser.
const NAMES = [
  'chromium-headless-shell',
  'chromium',
  'chromium-browser',
  'google-chrome',
  'google-chrome-stable',
] as const;
const PLACES = [
  '/usr/bin/chromium-headless-shell',
  '/usr/bin/chromium',
  '/usr/bin/google-chrome',
  '/Applications/Google Chrome.app/Contents/MacOS/Google Chrome',
  '/Applications/Chromium.app/Contents/MacOS/Chromium',
] as const;

/**
 * A Chromium to test with: `CHROMIUM_PATH`, one on this machine, one installed by apt-get, Playwright's own.
 * Throws a sentence when there is none.
 */
export async function testBrowser(): Promise<string> {
  const given = process.env['CHROMIUM_PATH'];
  if (given !== undefined && given !== '') {
    if (isProgram(given)) return given;
    throw new Error(`CHROMIUM_PATH names ${given}, which is not a program.`);
  }
  const found = onMachine();
  if (found !== null) return found;
  if (mayInstall() && ((await aptInstall('chromium-headless-shell')) || (await aptInstall('chromium')))) {
    const installed = onMachine();
    if (installed !== null) return installed;
  }
  console.warn("No Chromium on this machine: fetching Playwright's own.");
  const cli = path.join('node_modules', '@playwright', 'test', 'cli.js');
  await run(process.execPath, [cli, 'install', 'chromium']);
  if (existsSync(chromium.executablePath())) return chromium.executablePath();
  throw new Error('The browser tests need Chromium: install it, or set CHROMIUM_PATH to its program.');
}

/** A Chromium that is here already, or null. */
export function onMachine(): string | null {
  const own = chromium.executablePath();
  return PLACES.find(isProgram) ?? onPath(NAMES) ?? (existsSync(own) ? own : null);
}
