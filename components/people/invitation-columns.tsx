import type { ReactNode } from 'react';
import { url } from '@/lib/core/urls';
import type { Invitation, InvitedRole } from '@/lib/invitations/invitation';
import type { ListColumn } from '../lists/list';
import { RelativeTime } from '../ui/relative-time';
import { Status } from '../ui/status';
import { untilText } from '../ui/time-text';

/** States as filters offer them and rows say them. */
export const INVITATION_STATES: Readonly<Record<Invitation['state'], string>> = {
  open: 'open',
  accepted: 'accepted',
  withdrawn: 'withdrawn',
  expired: 'expired',
  inviter_gone: 'inviter gone',
};

/** Who is invited by whom, to what, and what came of it. `acts`: what can be done about one. */
export function invitationColumns(
  now: Date,
  acts: (invitation: Invitation) => ReactNode,
): ListColumn<Invitation>[] {
  return [
    {
      label: 'Account',
      cell: (invitation) => (
        <>
          <Account invitation={invitation} />
          {invitation.note !== null && (
            <span className="block max-w-[48ch] text-ink-3 [overflow-wrap:anywhere]">{invitation.note}</span>
          )}
          <span className="block sm:hidden">
            <State invitation={invitation} now={now} />
          </span>
          <span className="block text-ink-2 sm:hidden">
            <Brought invitation={invitation} />
          </span>
        </>
      ),
    },
    {
      label: 'Teams and roles',
      hide: 'narrow',
      dim: true,
      cell: (invitation) => <Brought invitation={invitation} />,
    },
    {
      label: 'State',
      hide: 'narrow',
      cell: (invitation) => <State invitation={invitation} now={now} />,
    },
    { label: 'Invited by', hide: 'medium', dim: true, cell: ({ createdBy }) => createdBy },
    {
      label: 'Invited',
      hide: 'medium',
      dim: true,
      cell: ({ createdAt }) => <RelativeTime at={createdAt} now={now} ago />,
    },
    {
      label: 'Change',
      numeric: true,
      cell: (invitation) => <span className="whitespace-nowrap">{acts(invitation)}</span>,
    },
  ];
}

function Account({ invitation: { name, user } }: { readonly invitation: Invitation }) {
  if (user === null) return <span className="font-medium">{name}</span>;
  return (
    <a href={url.person(user)} className="relative z-[1] font-medium">
      {user}
    </a>
  );
}

function State({ invitation, now }: { readonly invitation: Invitation; readonly now: Date }) {
  const { state, expiresAt, endedAt, endedBy } = invitation;
  if (state === 'open')
    return (
      <span>
        <Status kind="judge" text="Open" />{' '}
        <span className="text-ink-3">
          ends <RelativeTime at={expiresAt} now={now} />
        </span>
      </span>
    );
  const word = INVITATION_STATES[state];
  const text = `${word.charAt(0).toUpperCase()}${word.slice(1)}`;
  return (
    <span>
      <Status kind={state === 'accepted' ? 'passed' : 'none'} text={text} />{' '}
      <span className="text-ink-3">
        {state === 'withdrawn' && endedBy !== null && `by ${endedBy} `}
        {endedAt !== null && <RelativeTime at={endedAt} now={now} ago />}
      </span>
    </span>
  );
}

function Brought({ invitation: { teams, roles } }: { readonly invitation: Invitation }) {
  const offers = [
    ...(teams ?? []).map(({ team, isGiven }) => ({ text: `team ${team}`, isGiven })),
    ...(roles ?? []).map((role) => ({ text: placed(role), isGiven: role.isGiven })),
  ];
  const [kept, leftOut] = [
    offers.filter(({ isGiven }) => isGiven !== false),
    offers.filter(({ isGiven }) => isGiven === false),
  ];
  if (offers.length === 0)
    return (
      <span className="text-ink-3">
        {teams === null && roles === null ? 'not yours to read' : 'an account alone'}
      </span>
    );
  return (
    <>
      {kept.map(({ text }) => text).join(' · ')}
      {leftOut.length > 0 && (
        <span className="block text-ink-3">
          {kept.length === 0 ? 'Nothing was given. ' : ''}Left out:{' '}
          {leftOut.map(({ text }) => text).join(' · ')}
        </span>
      )}
    </>
  );
}

function placed({ role, project, expiresAt }: InvitedRole): string {
  const where = project === null ? 'everywhere' : `on ${project}`;
  return `${role} ${where}${expiresAt === null ? '' : ` until ${untilText(expiresAt)}`}`;
}
