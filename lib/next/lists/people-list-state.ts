import { url } from '@/lib/core/urls';
import { listStateOf } from './list-state';

const FILTERS = {
  kind: ['service', 'all'],
  state: ['active', 'deactivated', 'never seen', 'no role'],
  team: null,
  role: null,
} as const;

/** What the address of the people asks. */
export const peopleListStateOf = (query: Readonly<Record<string, string | undefined>>) =>
  listStateOf(url.people(), query, {
    sorts: ['name', 'created'],
    filters: FILTERS,
  });
