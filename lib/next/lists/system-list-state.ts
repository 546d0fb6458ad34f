import { url } from '@/lib/core/urls';
import { listStateOf } from './list-state';

const FILTERS = {
  window: ['day', 'week'],
  kind: ['page', 'action', 'data', 'v1', 'mlte', 'zenml'],
  state: ['over', 'within', 'few'],
} as const;

/** What the address of the system asks of the times of its routes: those of the last hour, unless it says otherwise. */
export const systemListStateOf = (query: Readonly<Record<string, string | undefined>>) =>
  listStateOf(url.system(), query, { sorts: ['slowest', 'most'], filters: FILTERS });
