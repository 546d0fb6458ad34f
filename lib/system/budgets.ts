import type { Route } from '@/lib/traffic/route';

/**
 * Milliseconds that a list of the native API may take in 95 of 100 requests, and a page: moving on to a page takes the
 * browser 200 ms at most, so the server has to be done by then. Both are ends of buckets.
 */
const [LIST_MS, PAGE_MS] = [100, 200];
/** Requests below which nobody says whether a budget is kept: of fewer than these the slowest one alone decides. */
export const FEWEST_JUDGED = 20;

/** Whether a route keeps its budget; `few`: too few requests to say. */
export type BudgetState = 'within' | 'over' | 'few';

/** The budget of a route in milliseconds, or null: nothing was promised of it. `lists`: paths of the lists of the native API. */
export function budgetOf({ kind, method, path }: Route, lists: ReadonlySet<string>): number | null {
  if (kind === 'page') return PAGE_MS;
  return kind === 'v1' && method === 'GET' && lists.has(path) ? LIST_MS : null;
}

export function budgetState(budget: number | null, requests: number, p95: number): BudgetState | null {
  if (budget === null) return null;
  if (requests < FEWEST_JUDGED) return 'few';
  return p95 > budget ? 'over' : 'within';
}
