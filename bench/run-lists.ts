import type { Cursor, Page } from '@/lib/core/cursor';
import { listRuns } from '@/lib/runs/list-runs';
import type { ListedRun } from '@/lib/runs/listed-run';
import { fillRuns } from './run-rows';
import { settings } from './settings';
import { type BenchStore, settle } from './stores';
import { type Measured, median } from './table';

const FEW = 'bench-few-runs';
const MANY = 'bench-many-runs';

/**
 * One page of 50 runs out of a million against the same out of a thousand, as `measureLists`: the first page, and the
 * one that a cursor reaches after 10,000 pages of the large list (of the small one after nine tenths).
 */
export async function measureRunLists(store: BenchStore): Promise<Measured[]> {
  await fillRuns(store, FEW, settings.fewRuns);
  await fillRuns(store, MANY, settings.manyRuns);
  await settle(store);
  const pages = Math.min(10_000, Math.floor((settings.manyRuns * 0.9) / 50));
  const deepFew = await positionAfter(store, FEW, Math.floor(settings.fewRuns * 0.9));
  const deepMany = await positionAfter(store, MANY, pages * 50);
  return [
    await compare(store, 'first page', undefined, undefined),
    await compare(store, `page ${pages.toLocaleString('en')}`, deepFew, deepMany),
  ];
}

async function compare(
  store: BenchStore,
  what: string,
  afterFew: Cursor | undefined,
  afterMany: Cursor | undefined,
): Promise<Measured> {
  const [few, many]: [number[], number[]] = [[], []];
  for (let n = 0; n < settings.pages + 10; n += 1) {
    const times = [await timed(store, FEW, afterFew), await timed(store, MANY, afterMany)] as const;
    // The first ten warm up.
    if (n < 10) continue;
    few.push(times[0]);
    many.push(times[1]);
  }
  return {
    what: `list of 50 runs, ${what}: ${settings.manyRuns.toLocaleString('en')} rows against ${settings.fewRuns.toLocaleString('en')}`,
    engine: store.engine,
    assay: `${median(many).toFixed(2)} ms`,
    against: `${median(few).toFixed(2)} ms`,
    ratio: median(many) / median(few),
    budget: { at: 'most', value: 1.3 },
  };
}

const pageOf = (
  store: BenchStore,
  project: string,
  after: Cursor | undefined,
  limit: number,
): Promise<Page<ListedRun>> =>
  listRuns(store.ctx(), { project, limit, ...(after === undefined ? {} : { after }) });

async function timed(store: BenchStore, project: string, after: Cursor | undefined): Promise<number> {
  const began = performance.now();
  const { items } = await pageOf(store, project, after, 50);
  const took = performance.now() - began;
  if (items.length !== 50) throw new Error(`${project}: a page of ${items.length} runs, not 50`);
  return took;
}

/** The position that is reached by going from page to page, as a client would. */
async function positionAfter(store: BenchStore, project: string, rows: number): Promise<Cursor> {
  let after: Cursor | undefined;
  for (let seen = 0; seen < rows; ) {
    const page = await pageOf(store, project, after, Math.min(200, rows - seen));
    seen += page.items.length;
    if (page.next === null) throw new Error(`${project} ends after ${seen} runs`);
    after = page.next;
  }
  if (after === undefined) throw new Error('no page was read');
  return after;
}
