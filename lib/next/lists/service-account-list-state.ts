import { url } from '@/lib/core/urls';
import { listStateOf } from './list-state';

const FILTERS = { state: ['active', 'deactivated', 'no token', 'ending'], team: null } as const;

/** What the address of the service accounts asks. */
export const serviceAccountListStateOf = (query: Readonly<Record<string, string | undefined>>) =>
  listStateOf(url.serviceAccounts(), query, { sorts: ['name', 'created'], filters: FILTERS });
