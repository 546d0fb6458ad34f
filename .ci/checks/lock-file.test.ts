import { readFileSync } from 'node:fs';
import path from 'node:path';
import { describe, expect, it } from 'vitest';

interface Entry {
  readonly version?: string;
  readonly resolved?: string;
  readonly dependencies?: Readonly<Record<string, string>>;
  readonly optionalDependencies?: Readonly<Record<string, string>>;
}

const text = readFileSync(path.resolve('package-lock.json'), 'utf8');
const { packages } = JSON.parse(text) as { packages: Readonly<Record<string, Entry>> };
const manifest = JSON.parse(readFileSync(path.resolve('package.json'), 'utf8')) as Record<
  'dependencies' | 'devDependencies',
  Readonly<Record<string, string>>
>;

/** Lowest releases without a known hole; next-auth 5 counts from the beta that App Router projects run. */
const FLOORS: Readonly<Record<string, string>> = {
  next: '16.3.8',
  react: '19.2.6',
  'react-dom': '19.2.6',
  'next-auth': '4.24.15',
  'drizzle-orm': '0.45.2',
  yaml: '2.8.3',
  'js-yaml': '4.3.1',
};

const numbers = (version: string): number[] =>
  version.split(/[.-]/).map((part) => Number.parseInt(part, 10) || 0);

function below(version: string, floor: string): boolean {
  const [have, least] = [numbers(version), numbers(floor)];
  for (let n = 0; n < 3; n += 1) {
    const difference = (have[n] ?? 0) - (least[n] ?? 0);
    if (difference !== 0) return difference < 0;
  }
  return false;
}

/** The entry that Node would find for `name` from the package at `from`, climbing outward. */
function entryFor(from: string, name: string): string | null {
  for (let at = from; ; at = at.slice(0, Math.max(0, at.lastIndexOf('node_modules/') - 1))) {
    const key = at === '' ? `node_modules/${name}` : `${at}/node_modules/${name}`;
    if (packages[key] !== undefined) return key;
    if (at === '') return null;
  }
}

describe('package-lock.json', () => {
  it('holds no package below its floor, at any depth', () => {
    const low = Object.entries(packages).flatMap(([key, { version }]) => {
      const floor = FLOORS[key.replace(/^.*node_modules\//, '')];
      return floor !== undefined && version !== undefined && below(version, floor)
        ? [`${key} ${version}`]
        : [];
    });
    expect(low).toEqual([]);
  });

  it('has an entry for every optional dependency, so that other platforms can install from it', () => {
    const missing = Object.entries(packages).flatMap(([key, { optionalDependencies = {} }]) =>
      Object.keys(optionalDependencies)
        .filter((name) => entryFor(key, name) === null)
        .map((name) => `${key} → ${name}`),
    );
    expect(missing).toEqual([]);
  });

  it('names no host, so that any registry will do', () => {
    expect(text).not.toMatch(/"resolved": "http/);
  });
});

describe('package.json', () => {
  it('pins every dependency exactly', () => {
    const loose = Object.entries({ ...manifest.dependencies, ...manifest.devDependencies }).filter(
      ([, range]) => !/^\d+\.\d+\.\d+(-[\w.]+)?$/.test(range),
    );
    expect(loose).toEqual([]);
  });
});

describe('the floor', () => {
  it.each([
    ['16.3.7', '16.3.8', true],
    ['16.3.8', '16.3.8', false],
    ['16.10.0', '16.3.8', false],
    ['5.0.0-beta.32', '4.24.15', false],
    ['4.3.0', '4.3.1', true],
  ])('%s against %s', (version, floor, expected) => {
    expect(below(version, floor)).toBe(expected);
  });
});
