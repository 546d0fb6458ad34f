// @ts-check
// One SQLite file while it is made, in a thread of its own: it lies in memory there, and the server goes on.
import { parentPort } from 'node:worker_threads';
import initSqlJs from 'sql.js';

const { Database } = await initSqlJs();
const db = new Database();
/** What a file may have: it lies in memory twice at its end. */
const MOST = 128 * 1024 * 1024;
let bytes = 0;

parentPort?.on('message', (message) => {
  try {
    parentPort?.postMessage(answer(message));
  } catch (error) {
    parentPort?.postMessage({
      kind: 'fault',
      message: error instanceof Error ? error.message : String(error),
    });
  }
});

function answer(
  /** @type {{ schema: string } | { insert: string, rows: (string | number | Uint8Array | null)[][] } | { finish: true }} */ message,
) {
  if ('schema' in message) db.exec(message.schema);
  else if ('insert' in message) {
    const statement = db.prepare(message.insert);
    db.exec('begin');
    for (const row of message.rows) {
      for (const value of row)
        if (typeof value === 'string' || value instanceof Uint8Array) bytes += value.length;
      if (bytes > MOST) return { kind: 'full' };
      statement.run(row);
    }
    db.exec('commit');
    statement.free();
  } else return { kind: 'file', file: db.export() };
  return { kind: 'ready' };
}
