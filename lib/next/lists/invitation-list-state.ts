import { INVITATION_ENDS } from '@/db/schema';
import { url } from '@/lib/core/urls';
import { listStateOf } from './list-state';

const FILTERS = { state: ['open', ...INVITATION_ENDS] } as const;

/** What the address of the invitations asks, and the same for the verb. */
export function invitationListStateOf(query: Readonly<Record<string, string | undefined>>) {
  const list = listStateOf(url.invitations(), query, { sorts: ['newest'], filters: FILTERS });
  const { sort: _, ...input } = list.input;
  return { list, input };
}
