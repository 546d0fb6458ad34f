import { buildIfNeeded } from '@/.ci/build.mjs';
import { testServer } from '@/.ci/postgres';
import { measureLists } from './lists';
import { measureOldClients } from './old-clients';
import { measureReads } from './reads';
import { measureRunLists } from './run-lists';
import { measureRunWrites } from './run-writes';
import { settings } from './settings';
import { embeddedStore, emptyDatabase, serverStore } from './stores';
import { holds, type Measured, tableOf } from './table';
import { measureWrites } from './writes';
import { measureZenmlClients } from './zenml-clients';

/** `npm run bench`: the budgets of the design as ratios, in one run, on both databases. */
if (!buildIfNeeded()) process.exit(1);
const server = await testServer();
const rows: Measured[] = [];
const say = (text: string): boolean => process.stderr.write(`${text}\n`);
try {
  say(JSON.stringify(settings));
  for (const open of [embeddedStore, () => serverStore(server.url)]) {
    const store = await open();
    say(`${store.engine}: writes`);
    rows.push(await measureWrites(store));
    say(`${store.engine}: lists`);
    rows.push(...(await measureLists(store)));
    say(`${store.engine}: runs`);
    rows.push(await measureRunWrites(store), ...(await measureRunLists(store)));
    await store.remove();
  }
  const { url, drop } = await emptyDatabase(server.url);
  say('postgres: reads');
  rows.push(await measureReads(url));
  say('what old clients ask');
  rows.push(...(await measureOldClients(null)), ...(await measureOldClients(url)));
  await drop();
  const zenml = await emptyDatabase(server.url);
  say('what ZenML clients ask');
  rows.push(...(await measureZenmlClients(null)), ...(await measureZenmlClients(zenml.url)));
  await zenml.drop();
} finally {
  await server.stop();
}
process.stdout.write(`${tableOf(rows)}\n`);
process.exit(rows.every(({ ratio, budget }) => budget === null || holds(ratio, budget)) ? 0 : 1);
