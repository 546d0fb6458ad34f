import { longParts } from './long';
import { runParts } from './parts';
import { SHORT } from './short';

/** `npm test` without words; `npm run test:long` says `long`; `npm test -- all` is both. */
const asked = new Set(process.argv.slice(2));
const deterministic = asked.has('--deterministic');
const isLong = asked.has('long');
const isAll = asked.has('all');
const unknown = [...asked].filter((word) => !['long', 'all', '--deterministic'].includes(word));
if (unknown.length > 0) {
  console.error(`Not understood: ${unknown.join(' ')}. There are: long, all, --deterministic.`);
  process.exit(2);
}
await runParts([...(isLong ? [] : SHORT), ...(isLong || isAll ? longParts({ deterministic }) : [])]);
