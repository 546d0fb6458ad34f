import { url } from '@/lib/core/urls';
import type { RoleSummary } from '@/lib/roles/console/list-role-summaries';
import type { ListColumn } from '../lists/list';
import { stampColumns } from '../lists/stamp-columns';
import { RowLink } from '../lists/table';
import { Status } from '../ui/status';

/** Where a role comes from; in the color of what waits for a decision where it does. */
export function RoleOrigin({
  role: { origin, isWaiting, isImported, permissions },
}: {
  readonly role: Pick<RoleSummary, 'origin' | 'isWaiting' | 'isImported' | 'permissions'>;
}) {
  if (isWaiting)
    return (
      <Status
        kind="stale"
        text={permissions === 0 ? 'imported, no permissions' : 'imported, permissions wait'}
      />
    );
  if (origin === 'built_in') return 'built in';
  return isImported ? 'imported' : 'custom';
}

/** `3 people, 1 team`; who holds a role by a team alone is counted with the team. */
export function heldText({ people, teams }: { readonly people: number; readonly teams: number }): string {
  const parts = [
    people > 0 && `${people.toLocaleString('en')} ${people === 1 ? 'person' : 'people'}`,
    teams > 0 && `${teams.toLocaleString('en')} ${teams === 1 ? 'team' : 'teams'}`,
  ].filter((part) => part !== false);
  return parts.length === 0 ? 'nobody' : parts.join(', ');
}

/** A role in a list: what it is for, how much it permits, and who holds it. */
export function roleColumns(now: Date): ListColumn<RoleSummary>[] {
  return [
    {
      label: 'Name',
      sort: ['name', 'ascending'],
      cell: (role) => (
        <>
          <RowLink href={url.role(role.name)}>{role.name}</RowLink>
          {role.description !== null && (
            <span className="line-clamp-2 max-w-[60ch] text-ink-3">{role.description}</span>
          )}
          <span className="block text-ink-2 sm:hidden">
            <RoleOrigin role={role} />
          </span>
        </>
      ),
    },
    { label: 'Origin', hide: 'narrow', dim: true, cell: (role) => <RoleOrigin role={role} /> },
    {
      label: 'Permissions',
      numeric: true,
      hide: 'narrow',
      cell: ({ permissions }) => permissions.toLocaleString('en'),
    },
    {
      label: 'Held by',
      dim: true,
      cell: (role) => {
        const text = heldText(role);
        return text === 'nobody' ? <span className="text-ink-3">{text}</span> : text;
      },
    },
    ...stampColumns(now).map((column) => ({ ...column, hide: 'medium' as const })),
  ];
}
