import { url } from '@/lib/core/urls';
import type { ReviewAssignments } from '@/lib/reviews/review-assignments';
import { EVERYWHERE } from './assignment-list-state';
import { listStateOf } from './list-state';

const FILTERS = {
  state: ['all', 'kept', 'young', 'used'],
  role: null,
  user: null,
  team: null,
  in: null,
} as const;

/** What the address of the review asks, and the same for the verb: what is unused, unless it says otherwise. */
export function reviewListStateOf(query: Readonly<Record<string, string | undefined>>) {
  const list = listStateOf(url.review(), query, { sorts: ['used', 'given'], filters: FILTERS });
  const { in: where, state = 'unused', ...rest } = list.input;
  const input: ReviewAssignments = {
    ...rest,
    ...(state !== 'all' && { state }),
    ...(where !== undefined && { project: where === EVERYWHERE ? null : where }),
  };
  return { list, input };
}
