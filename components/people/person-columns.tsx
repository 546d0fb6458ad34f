import { url } from '@/lib/core/urls';
import type { Person } from '@/lib/people/list-people';
import { TickBox } from '../forms/ticked';
import type { ListColumn } from '../lists/list';
import { RowLink } from '../lists/table';
import { RelativeTime } from '../ui/relative-time';
import { PersonState } from './person-state';
import { ServiceMark } from './service-mark';

/** Names in one cell: the first few, and how many more there are. */
function Names({ names, none }: { readonly names: readonly string[]; readonly none: string }) {
  if (names.length === 0) return <span className="text-ink-3">{none}</span>;
  const shown = names.slice(0, 3);
  return (
    <>
      {shown.join(', ')}
      {names.length > shown.length && (
        <span className="text-ink-3"> and {names.length - shown.length} more</span>
      )}
    </>
  );
}

const pageOf = ({ kind, name }: Person): string =>
  kind === 'service' ? url.serviceAccount(name) : url.person(name);

/** An account in a list: its state, what it is in and holds, and when it was last used. */
export function personColumns(
  now: Date,
  sees: { readonly teams: boolean; readonly roles: boolean },
  /** Id of the form that ticked rows belong to, and the place of each account in it; null without one. */
  ticks: { readonly form: string; readonly placeOf: (person: Person) => number } | null,
) {
  const columns: (ListColumn<Person> | false)[] = [
    {
      label: 'Name',
      sort: ['name', 'ascending'],
      cell: (person) => (
        <span className="flex gap-2.5">
          {ticks !== null && (
            <TickBox
              form={ticks.form}
              name="people"
              place={ticks.placeOf(person)}
              value={person.name}
              label={person.name}
            />
          )}
          <span className="min-w-0">
            <RowLink href={pageOf(person)}>{person.name}</RowLink>
            <ServiceMark kind={person.kind} />
            {person.fullName !== null && <span className="block text-ink-3">{person.fullName}</span>}
          </span>
        </span>
      ),
    },
    { label: 'State', hide: 'narrow', cell: ({ isActive }) => <PersonState isActive={isActive} /> },
    sees.teams && {
      label: 'Teams',
      dim: true,
      hide: 'medium',
      cell: ({ teams }) => <Names names={teams ?? []} none="none" />,
    },
    sees.roles && {
      label: 'Roles',
      dim: true,
      hide: 'narrow',
      cell: ({ roles }) => <Names names={roles ?? []} none="none" />,
    },
    {
      label: 'Signs in',
      dim: true,
      hide: 'wide',
      cell: ({ kind, hasPassword }) => {
        if (kind === 'service') return 'with tokens';
        return hasPassword ? 'with a password' : <span className="text-ink-3">not yet: no password</span>;
      },
    },
    {
      label: 'Last seen',
      dim: true,
      cell: ({ lastSeenAt }) =>
        lastSeenAt === null ? (
          <span className="text-ink-3">never</span>
        ) : (
          <RelativeTime at={lastSeenAt} now={now} ago />
        ),
    },
    { label: 'Created by', hide: 'wide', dim: true, cell: ({ createdBy }) => createdBy },
    {
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
