import { existsSync, readFileSync } from 'node:fs';
import { describe, expect, it } from 'vitest';

describe('docs/security.md', () => {
  const rows = readFileSync('docs/security.md', 'utf8')
    .split('\n')
    .filter((line) => /^\| \d+ \|/.test(line))
    .map((line) => line.split('|').map((cell) => cell.trim()));

  it('numbers its promises one after the other', () => {
    expect(rows.length).toBeGreaterThan(50);
    expect(rows.map(([, number]) => Number(number))).toEqual(rows.map((_, n) => n + 1));
  });

  it('names for each promise a test that is there, or says that it is not kept and why', () => {
    const lost = rows.flatMap(([, number, , held = '']) => {
      if (/^\*not done\*: \S/.test(held)) return [];
      const files = [...held.matchAll(/`([^`]+)`/g)].map(([, file = '']) => file);
      if (files.length === 0) return [`${number}: names no test`];
      return files.flatMap((file) =>
        /\.(test|spec)\.tsx?$/.test(file) && existsSync(file) ? [] : [`${number}: ${file}`],
      );
    });
    expect(lost).toEqual([]);
  });
});
