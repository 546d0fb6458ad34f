import { url } from '@/lib/core/urls';
import type { ListedServiceAccount } from '@/lib/service-accounts/list-service-accounts';
import { EndOf } from '../access/assignment-columns';
import type { ListColumn } from '../lists/list';
import { RowLink } from '../lists/table';
import { RelativeTime } from '../ui/relative-time';
import { PersonState } from './person-state';

/** A service account in a list: who answers for it, what opens it and until when, and when it was last used. */
export function serviceAccountColumns(
  now: Date,
  /** Whether the owning team is told, and whether the list can be ordered by the time of making. */
  shows: { readonly team: boolean; readonly order: boolean },
) {
  const columns: (ListColumn<ListedServiceAccount> | false)[] = [
    {
      label: 'Name',
      sort: ['name', 'ascending'],
      cell: ({ name, description, isActive, nextExpiry }) => (
        <>
          <RowLink href={url.serviceAccount(name)}>{name}</RowLink>
          {description !== null && <span className="block text-ink-3">{description}</span>}
          {nextExpiry !== null && (
            <span className="block text-ink-2 sm:hidden">
              <span className="text-ink-3">ends</span> <EndOf at={nextExpiry} now={now} />
            </span>
          )}
          {!isActive && (
            <span className="block sm:hidden">
              <PersonState isActive={isActive} />
            </span>
          )}
        </>
      ),
    },
    { label: 'State', hide: 'narrow', cell: ({ isActive }) => <PersonState isActive={isActive} /> },
    shows.team && {
      label: 'Owned by',
      cell: ({ team }) => (
        <a href={url.team(team)} className="relative z-[1]">
          {team}
        </a>
      ),
    },
    {
      label: 'Tokens',
      dim: true,
      hide: 'medium',
      cell: ({ tokens }) =>
        tokens === 0 ? <span className="text-ink-3">none</span> : tokens.toLocaleString('en'),
    },
    {
      label: 'Next expiry',
      dim: true,
      hide: 'narrow',
      cell: ({ nextExpiry }) =>
        nextExpiry === null ? <span className="text-ink-3">none</span> : <EndOf at={nextExpiry} now={now} />,
    },
    {
      label: 'Last used',
      dim: true,
      cell: ({ lastUsedAt, lastUsedFrom }) =>
        lastUsedAt === null ? (
          <span className="text-ink-3">never</span>
        ) : (
          <>
            <RelativeTime at={lastUsedAt} now={now} ago />
            {lastUsedFrom !== null && <code className="block text-ink-3">{lastUsedFrom}</code>}
          </>
        ),
    },
    shows.order && {
      label: 'Created',
      numeric: true,
      hide: 'medium',
      dim: true,
      sort: ['created', 'descending'],
      cell: ({ createdAt }) => <RelativeTime at={createdAt} now={now} />,
    },
  ];
  return columns.filter((column) => column !== false);
}
