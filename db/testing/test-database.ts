import { afterAll, beforeAll, inject } from 'vitest';
import { type Opened, openEmbedded, openServer } from '../client';
import { ownDatabase } from './own-database';

/** PGlite takes seconds to open; the files that one vitest worker runs share it (`isolate: false`). */
const SHARED = Symbol.for('assay.testDatabase');
const slots = globalThis as { [SHARED]?: Promise<Opened> };

/**
 * A migrated and seeded database for this test file, on the engine of its vitest project. Each test mints its own
 * world in it; ask for a `fresh` one where the test is about the whole store. Read `.opened` inside tests only.
 */
export function testDatabase({ fresh = false } = {}): { readonly opened: Opened } {
  let opened: Opened | null = null;
  let drop: () => Promise<void> = async () => {};
  beforeAll(async () => {
    if (process.env['ASSAY_TEST_ENGINE'] === 'postgres') {
      const own = await ownDatabase(inject('postgresServer'), 'assay_test', inject('postgresTemplate'));
      opened = openServer(own.url);
      drop = own.drop;
    } else {
      const template = inject('pgliteTemplate');
      if (!fresh) slots[SHARED] ??= openEmbedded(null, { template });
      opened = await (fresh
        ? openEmbedded(null, { template })
        : (slots[SHARED] ?? openEmbedded(null, { template })));
    }
  });
  afterAll(async () => {
    if (fresh || process.env['ASSAY_TEST_ENGINE'] === 'postgres') await opened?.close();
    await drop();
  });
  return {
    get opened() {
      if (opened === null) throw new Error('The test database opens before the first test.');
      return opened;
    },
  };
}
