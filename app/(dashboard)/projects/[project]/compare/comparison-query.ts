import { isId } from '@/lib/core/id';
import { oneEach, type SearchParams } from '@/lib/next/load';

/** More do not fit beside each other. */
const RUNS_MAX = 10;

interface ComparisonQuery {
  /** Row ids in the order given, each once. */
  readonly ids: readonly string[];
  /** Whether more were asked for than are shown. */
  readonly isCut: boolean;
  /** Whether runs are still being picked. */
  readonly isPicking: boolean;
  readonly isAll: boolean;
  readonly search: string;
  readonly ofAllPipelines: boolean;
}

/** What the address asks: `runs=a,b` as links have it, or `runs=a&runs=b` as forms send it. */
export async function comparisonQueryOf(searchParams: SearchParams): Promise<ComparisonQuery> {
  const { runs = [] } = await searchParams;
  const query = await oneEach(searchParams);
  const ids = [runs].flat().flatMap((text) => text.split(','));
  const known = [...new Set(ids.map((id) => id.trim().toLowerCase()).filter(isId))];
  return {
    ids: known.slice(0, RUNS_MAX),
    isCut: known.length > RUNS_MAX,
    isPicking: known.length < 2 || query['pick'] !== undefined,
    isAll: query['show'] === 'all',
    search: query['q']?.trim().slice(0, 100) ?? '',
    ofAllPipelines: query['of'] === 'all',
  };
}
