import { url } from '@/lib/core/urls';
import { listStateOf } from './list-state';

const FILTERS = { origin: ['built in', 'custom', 'waiting'], held: ['yes', 'no'] } as const;

/** What the address of the roles asks. */
export const roleListStateOf = (query: Readonly<Record<string, string | undefined>>) =>
  listStateOf(url.roles(), query, { sorts: ['name', 'created'], filters: FILTERS });
