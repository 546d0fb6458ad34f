import { url } from '@/lib/core/urls';
import type { AccessRequest } from '@/lib/requests/request';
import { DURATION_WORDS, subjectOf } from '../access/request-words';
import type { ListColumn } from '../lists/list';
import { RelativeTime } from '../ui/relative-time';
import { RequestState } from './request-state';

/** "delete the model affordability": what is asked for, to stand after a name or alone. */
export const askedWords = ({ operation, type, project, resource, resourceName }: AccessRequest): string =>
  `${type} ${subjectOf({ operation, type, project, resource: resource === null ? null : { name: resourceName ?? resource } })}`;

/** Who asks for what, for how long, and what became of it. */
export function requestColumns(now: Date): ListColumn<AccessRequest>[] {
  return [
    {
      label: 'Request',
      cell: (request) => (
        <>
          <a href={url.request(request.id)} className="font-medium [overflow-wrap:anywhere]">
            {askedWords(request)}
          </a>
          <span className="block text-ink-3 sm:hidden">
            {request.user}, for {DURATION_WORDS[request.duration]}
          </span>
        </>
      ),
    },
    { label: 'By', hide: 'narrow', cell: ({ user }) => user },
    { label: 'As', hide: 'medium', dim: true, cell: ({ role }) => role ?? 'that alone' },
    { label: 'For', hide: 'narrow', dim: true, cell: ({ duration }) => DURATION_WORDS[duration] },
    {
      label: 'Asked',
      hide: 'medium',
      dim: true,
      cell: ({ createdAt }) => <RelativeTime at={createdAt} now={now} ago />,
    },
    { label: 'State', cell: (request) => <RequestState request={request} now={now} /> },
  ];
}
