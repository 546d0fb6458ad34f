import type { ReactNode } from 'react';
import { url } from '@/lib/core/urls';
import type { Assignment } from '@/lib/roles/assignment';
import type { ListColumn } from '../lists/list';
import { AccountLink } from '../people/account-link';
import { RelativeTime } from '../ui/relative-time';
import { Status } from '../ui/status';
import { relativeText, untilText } from '../ui/time-text';

/** Days before an end from which it is a thing to decide about. */
export const SOON_DAYS = 30;
const DAY_MS = 86_400_000;

export const soonAfter = (now: Date): Date => new Date(now.getTime() + SOON_DAYS * DAY_MS);

/** Who has a role, where and until when, and who gave it. `acts`: what can be done about one. */
export function assignmentColumns(
  now: Date,
  acts: (assignment: Assignment) => ReactNode,
): ListColumn<Assignment>[] {
  return [
    {
      label: 'Role',
      cell: ({ role, project, expiresAt }) => (
        <>
          <a href={url.role(role)} className="relative z-[1] font-medium">
            {role}
          </a>
          <span className="block text-ink-3 sm:hidden">
            {project === null ? 'everywhere' : `on ${project}`}
          </span>
          {expiresAt !== null && (
            <span className="block sm:hidden">
              <EndOf at={expiresAt} now={now} />
            </span>
          )}
        </>
      ),
    },
    {
      label: 'Held by',
      cell: ({ user, userKind, team }) =>
        user === null ? (
          <>
            <span className="text-ink-3">team</span>{' '}
            <a href={url.team(team ?? '')} className="relative z-[1]">
              {team}
            </a>
          </>
        ) : (
          <AccountLink name={user} kind={userKind} />
        ),
    },
    { label: 'Where', hide: 'narrow', dim: true, cell: ({ project }) => project ?? 'everywhere' },
    { label: 'Given by', hide: 'medium', dim: true, cell: ({ createdBy }) => createdBy },
    {
      label: 'Given',
      hide: 'medium',
      dim: true,
      cell: ({ createdAt }) => <RelativeTime at={createdAt} now={now} ago />,
    },
    { label: 'Ends', hide: 'narrow', dim: true, cell: ({ expiresAt }) => <EndOf at={expiresAt} now={now} /> },
    { label: 'Change', numeric: true, cell: acts },
  ];
}

/** When an assignment ends by itself; in the color of what waits for a decision where that is near. */
export function EndOf({ at, now }: { readonly at: Date | null; readonly now: Date }) {
  if (at === null) return <span className="text-ink-3">no end</span>;
  if (at <= now) return <Status kind="none" text={`ended ${untilText(at)}`} />;
  if (at.getTime() - now.getTime() < DAY_MS) return <Status kind="stale" text={relativeText(at, now).text} />;
  return at < soonAfter(now) ? <Status kind="stale" text={untilText(at)} /> : untilText(at);
}
