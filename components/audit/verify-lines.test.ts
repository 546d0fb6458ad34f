import { execFileSync } from 'node:child_process';
import { createHash } from 'node:crypto';
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { VERIFY_LINES } from './verify-lines';

let folder: string;
beforeAll(() => {
  folder = mkdtempSync(path.join(tmpdir(), 'assay-verify-'));
});
afterAll(() => rmSync(folder, { recursive: true }));

/** What the lines say of an export of these. */
function said(events: readonly object[]): string {
  writeFileSync(
    path.join(folder, 'audit.jsonl'),
    events.map((event) => `${JSON.stringify(event)}\n`).join(''),
  );
  return execFileSync('bash', ['-c', VERIFY_LINES], { cwd: folder, encoding: 'utf8' }).trim();
}

function chain(payloads: readonly string[]) {
  let previousHash = '';
  return payloads.map((payload, n) => {
    const hash = createHash('sha256').update(`${previousHash}\n${payload}`).digest('hex');
    const event = { chain: 'store', seq: n + 1, previousHash, hash, payload };
    previousHash = hash;
    return event;
  });
}

describe('the lines that check an export', () => {
  const events = chain(['{"a":1}', '{"é":"ü\\n"}', '{"c":3}']);

  it('find nothing wrong with a chain, with a part of one, and with what is in none', () => {
    expect(said(events)).toBe('3 events, 0 wrong');
    expect(said([events[0], events[2], { chain: 'security', seq: 1, hash: '' }] as object[])).toBe(
      '3 events, 0 wrong',
    );
  });

  it('find a payload that was changed, and an event that does not follow the one before', () => {
    const changed = events.map((event) => (event.seq === 2 ? { ...event, payload: '{}' } : event));
    expect(said(changed)).toBe('wrong: store 2\n3 events, 1 wrong');
    const [first, ...others] = chain(['{"x":1}', '{"b":2}', '{"c":3}']);
    expect(said([...events.slice(0, 1), ...others])).toBe('wrong: store 2\n3 events, 1 wrong');
    expect(first?.seq).toBe(1);
  });
});
