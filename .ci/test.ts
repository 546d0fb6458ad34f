import { longParts } from './long';
import { runParts } from './parts';
import { SHORT } from './short';

/** `npm test` without words; `npm run test:long` says `long`; `npm test -- all` is both. */
const requested = new Set(process.argv.slice(2));
const deterministic = requested.has('--deterministic');
const isLong = requested.has('long');
const isAll = requested.has('all');
const unknown = [...requested].filter((word) => !['long', 'all', '--deterministic'].includes(word));
if (unknown.length > 0) {
  console.error(`Not understood: ${unknown.join(' ')}. There are: long, all, --deterministic.`);
  process.exit(2);
}
await runParts([...(isLong ? [] : SHORT), ...(isLong || isAll ? longParts({ deterministic }) : [])]);
