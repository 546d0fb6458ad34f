import type { Metadata } from 'next';
import { OfferedList } from '@/components/people/offered-list';
import { Note } from '@/components/ui/note';
import { Nothing } from '@/components/ui/nothing';
import { PageHead } from '@/components/ui/page-head';
import { url } from '@/lib/core/urls';
import type { InvitedRole } from '@/lib/invitations/invitation';
import { readOwnInvitation } from '@/lib/invitations/read-own-invitation';
import { find } from '@/lib/next/load';
import { signedInCtx } from '@/lib/next/page-ctx';

export const metadata: Metadata = { title: 'Welcome' };

/** What came of the invitation that the reader has accepted. */
export default async function WelcomePage() {
  const { value } = await find(readOwnInvitation(await signedInCtx()));
  if (value === null) return <Nothing />;
  const { createdBy, user } = value;
  const [teams, roles] = [value.teams ?? [], value.roles ?? []];
  const isGiven = (offer: { readonly isGiven: boolean | null }): boolean => offer.isGiven === true;
  const leftOut = [
    ...teams.filter((offer) => !isGiven(offer)).map(({ team }) => `the team ${team}`),
    ...roles.filter((offer) => !isGiven(offer)).map((offer) => `the role ${placed(offer)}`),
  ];
  return (
    <>
      <PageHead
        title={`Welcome, ${user}`}
        under={`Your account is made, by an invitation of ${createdBy}.`}
      />
      <OfferedList
        teams={teams.filter(isGiven).map(({ team }) => team)}
        roles={roles.filter(isGiven).map((offer) => ({ text: placed(offer), until: offer.expiresAt }))}
      />
      {leftOut.length > 0 && (
        <div className="mb-5">
          <Note tone="stale">
            Offered and not given: {leftOut.join('; ')}. {createdBy} could not give it any more when you
            accepted; ask an administrator.
          </Note>
        </div>
      )}
      <p className="flex flex-wrap gap-x-4 gap-y-2">
        <a href={url.home()} className="link">
          Go to the start page
        </a>
        <a href={url.account()} className="link">
          Your account and its tokens
        </a>
      </p>
    </>
  );
}

const placed = ({ role, project }: InvitedRole): string =>
  project === null ? `${role} everywhere` : `${role} on ${project}`;
