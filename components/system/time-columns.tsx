import type { RouteTimes } from '@/lib/system/list-route-times';
import type { ListColumn } from '../lists/list';
import { Status } from '../ui/status';
import { msText } from './amounts';
import { ROUTE_KIND_LABELS } from './labels';

/** How long a route takes: the slowest tell themselves by their numbers, a budget by a word. */
export const TIME_COLUMNS: readonly ListColumn<RouteTimes>[] = [
  {
    label: 'Route',
    cell: (times) => (
      <>
        <code className="font-mono text-xs/5">
          <span className="text-ink-3">{times.method}</span> {times.path}
        </code>
        <span className="block sm:hidden">
          <TimesState times={times} />
        </span>
      </>
    ),
  },
  { label: 'Kind', dim: true, hide: 'medium', cell: ({ kind }) => ROUTE_KIND_LABELS[kind] },
  {
    label: 'Requests',
    numeric: true,
    hide: 'narrow',
    sort: ['most', 'descending'],
    cell: ({ requests }) => requests.toLocaleString('en'),
  },
  { label: 'p50', numeric: true, dim: true, cell: ({ p50 }) => <Ms ms={p50} /> },
  { label: 'p95', numeric: true, sort: ['slowest', 'descending'], cell: ({ p95 }) => <Ms ms={p95} /> },
  {
    label: 'Budget',
    numeric: true,
    dim: true,
    hide: 'medium',
    cell: ({ budget }) => (budget === null ? '–' : <Ms ms={budget} />),
  },
  { label: 'State', hide: 'narrow', cell: (times) => <TimesState times={times} /> },
];

const Ms = ({ ms }: { readonly ms: number }) => <span className="whitespace-nowrap">{msText(ms)}</span>;

function TimesState({ times: { state } }: { readonly times: RouteTimes }) {
  if (state === null) return <span className="text-ink-3">no budget</span>;
  if (state === 'few') return <Status kind="none" text="too few to say" />;
  return state === 'over' ? <Status kind="failed" text="over" /> : <Status kind="passed" text="within" />;
}
