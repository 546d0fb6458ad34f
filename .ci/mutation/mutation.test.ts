import { execFile } from 'node:child_process';
import path from 'node:path';
import { promisify } from 'node:util';
import { beforeAll, describe, expect, it } from 'vitest';
import type { Found } from './report';

const root = path.resolve(import.meta.dirname, '../..');
const tsx = path.join(root, 'node_modules', '.bin', 'tsx');

describe('a run of the mutation tests over planted sources', () => {
  let early: Found[];
  let found: Found[];
  beforeAll(async () => {
    const { stdout } = await promisify(execFile)(tsx, ['.ci/mutation/planted/run.ts'], { cwd: root });
    [early, found] = JSON.parse(stdout.trim().split('\n').at(-1) ?? '') as [Found[], Found[]];
  }, 240_000);

  const of = (name: string): Found | undefined => found.find(({ file }) => file.endsWith(`/${name}.ts`));
  const lived = (name: string): string[] | undefined =>
    of(name)?.survived.map(({ original, replacement }) => `${original} → ${replacement}`);

  it('knows of no file before it has tried all of its mutants', () => {
    expect([early.length, found.length]).toEqual([0, 4]);
  });

  it('reports a mutant that no test notices, and counts those that one does', () => {
    expect(lived('door')).toEqual(['age >= 18 → age > 18', 'age >= 18 → true']);
    expect(of('door')?.killed).toBeGreaterThan(3);
  });

  it('reports one that takes effect while a module is read, and finds another', () => {
    expect(lived('words')).toEqual(['\'shut\' → ""']);
    expect(of('words')?.killed).toBeGreaterThan(2);
  });

  it('tries of a file that was measured only what it is asked to, and takes the rest as known', () => {
    expect(lived('gate')).toEqual(['hour > 7 → true', 'hour < 20 → true']);
    expect(of('gate')?.killed).toBeGreaterThan(4);
  });

  it('counts no mutant as found because of what another one left behind', () => {
    expect(lived('guests')).toEqual(['{ house.plantedGuests = undefined; } → {}', 'isQuiet → false']);
  });
});
