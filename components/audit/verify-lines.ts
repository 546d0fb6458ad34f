/** Checks an export of the audit by Node alone: each hash, and each link between events that follow each other. */
export const VERIFY_LINES = `node --input-type=module - audit.jsonl <<'END'
import { createHash } from 'node:crypto';
import { readFileSync } from 'node:fs';

const events = readFileSync(process.argv[2], 'utf8').trim().split('\\n').map((line) => JSON.parse(line));
const hashes = new Map(events.map((e) => [e.chain + ' ' + e.seq, e.hash]));
let wrong = 0;
for (const e of events.filter((e) => e.hash !== '')) {
  const hash = createHash('sha256').update(e.previousHash + '\\n' + e.payload).digest('hex');
  const before = hashes.get(e.chain + ' ' + (e.seq - 1)) ?? e.previousHash;
  if (hash === e.hash && before === e.previousHash) continue;
  console.log('wrong:', e.chain, e.seq);
  wrong += 1;
}
console.log(events.length + ' events, ' + wrong + ' wrong');
END`;
