import type { ReactNode } from 'react';
import { url } from '@/lib/core/urls';
import type { ReviewedAssignment } from '@/lib/reviews/reviewed-assignment';
import { TickBox } from '../forms/ticked';
import type { ListColumn } from '../lists/list';
import { RowLink } from '../lists/table';
import { AccountLink } from '../people/account-link';
import { RelativeTime } from '../ui/relative-time';
import { Status } from '../ui/status';
import { dayText } from '../ui/time-text';

/** Id of the form that acts on ticked assignments. */
export const REVIEW_FORM = 'act-on-assignments';

/** A day as verbs answer it, in words. */
export const dayWords = (day: string): string => dayText(new Date(day));

export const holderWords = ({ user, team }: Pick<ReviewedAssignment, 'user' | 'team'>): string =>
  user ?? `the team ${team}`;

interface Acting {
  /** Whether the reader may decide about it. */
  readonly may: (assignment: ReviewedAssignment) => boolean;
  readonly placeOf: (assignment: ReviewedAssignment) => number;
  readonly acts: (assignment: ReviewedAssignment) => ReactNode;
}

/** An assignment in a review: who has it where, since when, and what was used of it. */
export function reviewColumns(now: Date, { may, placeOf, acts }: Acting): ListColumn<ReviewedAssignment>[] {
  return [
    {
      label: 'Role',
      cell: (assignment) => {
        const { id, role, project } = assignment;
        return (
          <span className="flex gap-2.5">
            {may(assignment) && (
              <TickBox
                form={REVIEW_FORM}
                name="assignments"
                place={placeOf(assignment)}
                value={id}
                label={`${role} of ${holderWords(assignment)}`}
              />
            )}
            <span className="min-w-0">
              <RowLink href={url.reviewed(id)}>{role}</RowLink>
              <span className="block text-ink-3 md:hidden">
                {project === null ? 'everywhere' : `on ${project}`}
              </span>
              <span className="block whitespace-nowrap sm:hidden">
                <ReviewState assignment={assignment} />
              </span>
            </span>
          </span>
        );
      },
    },
    {
      label: 'Held by',
      cell: ({ user, userKind, team, members }) =>
        user === null ? (
          <>
            <span className="text-ink-3">team</span>{' '}
            <a href={url.team(team ?? '')} className="relative z-[1]">
              {team}
            </a>
            {members !== null && <span className="block text-ink-3">{membersText(members)}</span>}
          </>
        ) : (
          <AccountLink name={user} kind={userKind} />
        ),
    },
    { label: 'Where', hide: 'medium', dim: true, cell: ({ project }) => project ?? 'everywhere' },
    {
      label: 'Last used',
      dim: true,
      sort: ['used', 'ascending'],
      cell: ({ lastUsed }) =>
        lastUsed === null ? <span className="text-ink-3">never</span> : dayWords(lastUsed),
    },
    {
      label: 'Uses',
      dim: true,
      hide: 'wide',
      cell: ({ usedPermissions, permissions }) => usesText(usedPermissions, permissions),
    },
    {
      label: 'Given',
      hide: 'medium',
      dim: true,
      sort: ['given', 'ascending'],
      cell: ({ createdAt, createdBy }) => (
        <>
          <RelativeTime at={createdAt} now={now} ago />
          <span className="block text-ink-3">by {createdBy}</span>
        </>
      ),
    },
    { label: 'State', hide: 'narrow', cell: (assignment) => <ReviewState assignment={assignment} /> },
    {
      label: 'Decide',
      numeric: true,
      hide: 'narrow',
      cell: (assignment) => may(assignment) && acts(assignment),
    },
  ];
}

/** `3 of 41 permissions`: what of it was used in the last 90 days. */
export const usesText = (used: number, all: number): string =>
  `${used} of ${all} ${all === 1 ? 'permission' : 'permissions'}`;

/** `used by 2 of 14`. */
export const membersText = ({ all, used }: { readonly all: number; readonly used: number }): string =>
  all === 0 ? 'no members' : used === 0 ? `none of ${all} used it` : `${used} of ${all} used it`;

/** What a review has found of an assignment; in the color of what waits for a decision where it does. */
export function ReviewState({
  assignment: { state, unusedFrom, kept },
}: {
  readonly assignment: Pick<ReviewedAssignment, 'state' | 'unusedFrom' | 'kept'>;
}) {
  if (state === 'unused') return <Status kind="stale" text="unused" />;
  if (state === 'used') return <Status kind="passed" text="used" />;
  if (state === 'kept' && kept !== null)
    return <Status kind="none" text={`kept until ${dayText(kept.until)}`} />;
  return (
    <span>
      <Status kind="none" text="not used yet" />
      <span className="text-ink-3 max-sm:hidden">, asked from {dayWords(unusedFrom)}</span>
    </span>
  );
}
