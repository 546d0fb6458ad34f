import { buildIfNeeded } from '@/.ci/build.mjs';
import { testServer } from '@/.ci/postgres';
import { ownDatabase } from '@/db/testing/own-database';
import { measureConsole } from './console';
import { measureLists } from './lists';
import { measureMlteClients } from './mlte-clients';
import { measureReads } from './reads';
import { measureRunLists } from './run-lists';
import { measureRunWrites } from './run-writes';
import { settings } from './settings';
import { embeddedStore, serverStore } from './stores';
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
    say(`${store.engine}: the console`);
    rows.push(...(await measureConsole(store)));
    say(`${store.engine}: lists`);
    rows.push(...(await measureLists(store)));
    say(`${store.engine}: runs`);
    rows.push(await measureRunWrites(store), ...(await measureRunLists(store)));
    await store.remove();
  }
  const { url, drop } = await ownDatabase(server.url, 'assay_bench');
  say('postgres: reads');
  rows.push(await measureReads(url));
  await drop();
  for (const [clients, measure] of [
    ['MLTE', measureMlteClients],
    ['ZenML', measureZenmlClients],
  ] as const) {
    say(`what ${clients} clients ask`);
    rows.push(...(await measure(null)));
    const empty = await ownDatabase(server.url, 'assay_bench');
    rows.push(...(await measure(empty.url)));
    await empty.drop();
  }
} finally {
  await server.stop();
}
process.stdout.write(`${tableOf(rows)}\n`);
process.exit(rows.every(({ ratio, budget }) => budget === null || holds(ratio, budget)) ? 0 : 1);
