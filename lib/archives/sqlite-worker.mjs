// @ts-check
// One SQLite file in a thread of its own: whatever it holds, the server goes on, and a read that does not end can be.
import { parentPort, workerData } from 'node:worker_threads';
import initSqlJs from 'sql.js';

/** Rows of one answer, and what one value may have: a configuration has a few hundred bytes, a run's stack some KB. */
const [ROWS, MOST] = [50, 1024 * 1024];
const quoted = (/** @type {string} */ name) => `"${name.replaceAll('"', '""')}"`;

const { Database } = await initSqlJs();
const db = new Database(workerData);
// Views and virtual tables compute what they show; generated columns too, and `table_info` leaves those out.
const [tables] = db.exec(
  "select name from sqlite_master where type = 'table' and sql not like 'create virtual%'",
);
/** @type {Map<string, string[]>} */
const columns = new Map();
for (const [name] of tables?.values ?? []) {
  const [info] = db.exec(`pragma table_info(${quoted(String(name))})`);
  columns.set(
    String(name),
    (info?.values ?? []).map((row) => String(row[1])),
  );
}

parentPort?.on('message', (/** @type {{ table: string, after: number }} */ { table, after }) => {
  try {
    const own = columns.get(table) ?? [];
    const values = own.map(
      (name) => `case when length(${quoted(name)}) > ${MOST} then null else ${quoted(name)} end`,
    );
    const [found] = db.exec(
      `select ${['rowid', ...values].join(', ')} from ${quoted(table)} where rowid > ${Number(after)} order by rowid limit ${ROWS}`,
    );
    const rows = (found?.values ?? []).map(([, ...cells]) =>
      Object.fromEntries(own.map((name, n) => [name.toLowerCase(), cells[n] ?? null])),
    );
    parentPort?.postMessage({
      kind: 'rows',
      rows,
      last: found?.values.at(-1)?.[0] ?? null,
      isEnd: rows.length < ROWS,
    });
  } catch (error) {
    parentPort?.postMessage({
      kind: 'fault',
      message: error instanceof Error ? error.message : String(error),
    });
  }
});
parentPort?.postMessage({ kind: 'ready', tables: [...columns.keys()] });
