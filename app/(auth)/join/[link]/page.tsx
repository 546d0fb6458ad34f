import type { Metadata } from 'next';
import { Form } from '@/components/forms/form';
import { Submit } from '@/components/forms/submit';
import { OfferedList } from '@/components/people/offered-list';
import { Note } from '@/components/ui/note';
import { RelativeTime } from '@/components/ui/relative-time';
import { openInvitation } from '@/lib/invitations/open-invitation';
import { openLink } from '@/lib/next/link';
import { names } from '@/lib/next/load';
import { pageRequestContext } from '@/lib/next/page-ctx';
import { ChosenPasswordFields } from '../../chosen-password-fields';
import { DeadLink } from '../../dead-link';
import { acceptInvitationAction } from '../actions';

export const metadata: Metadata = { title: 'Join' };

/** Looks and changes nothing: mail programs open links before people do. */
export default async function JoinPage({ params }: { params: Promise<{ link: string }> }) {
  const { link: secret } = await names(params);
  const requestContext = await pageRequestContext();
  const { value, sentence } = await openLink(openInvitation(requestContext, { secret }));
  if (value === null) return <DeadLink sentence={sentence} />;
  const { name, note, invitedBy, expiresAt, teams, roles, leftOut } = value;
  return (
    <>
      <h1 className="mb-2">Join as {name}</h1>
      <p className="mb-4 text-ink-2">
        {invitedBy} offers you the account <b className="font-medium text-ink">{name}</b> in this store.
      </p>
      {note !== null && (
        <p className="mb-4 whitespace-pre-line border-l-2 border-rule-2 pl-3 [overflow-wrap:anywhere]">
          {note}
        </p>
      )}
      <OfferedList teams={teams} roles={roles} />
      {leftOut.length > 0 && (
        <div className="mb-4">
          <Note tone="stale">Offered, but not given any more: {leftOut.join('; ')}.</Note>
        </div>
      )}
      <Form action={acceptInvitationAction}>
        <input type="hidden" name="secret" value={secret} />
        <ChosenPasswordFields account={name} />
        <Submit busy="Making the account…">Join and sign in</Submit>
      </Form>
      <p className="mt-4 text-xs text-ink-3">
        This link works once, and ends <RelativeTime at={expiresAt} now={requestContext.now} />.
      </p>
    </>
  );
}
