import type { Metadata } from 'next';
import { ActionLink } from '@/components/access/action-link';
import { ConfirmButton } from '@/components/forms/confirm-button';
import { EmptyYet } from '@/components/lists/empty';
import { List } from '@/components/lists/list';
import { INVITATION_STATES, invitationColumns } from '@/components/people/invitation-columns';
import { PageHead } from '@/components/ui/page-head';
import { url } from '@/lib/core/urls';
import { listInvitations } from '@/lib/invitations/list-invitations';
import { invitationListStateOf } from '@/lib/next/lists/invitation-list-state';
import { loadPage, oneEach, type SearchParams } from '@/lib/next/load';
import { signedInCtx } from '@/lib/next/page-ctx';
import { whyNot } from '@/lib/next/why-not';
import { withdrawInvitationAction } from './actions';

export const metadata: Metadata = { title: 'Invitations' };

const STATES = Object.entries(INVITATION_STATES).map(([value, label]) => ({ value, label }));

export default async function InvitationsPage({ searchParams }: { searchParams: SearchParams }) {
  const ctx = await signedInCtx();
  const { list, input } = invitationListStateOf(await oneEach(searchParams));
  const page = await loadPage(listInvitations(ctx, input), list.path);
  const why = await whyNot(ctx, { operation: 'user', type: 'create', projectId: null });
  return (
    <>
      <PageHead
        title="Invitations"
        under="Accounts that people may still make for themselves, by a link that works once and for a day."
        actions={<ActionLink label="Invite" href={url.newInvitation()} why={why} hotkey="c" look="primary" />}
      />
      <List
        list={list}
        page={page}
        label="Invitations"
        noun={['invitation', 'invitations']}
        search="Part of an account or an inviter"
        choices={[{ name: 'state', label: 'state', options: STATES }]}
        empty={
          <EmptyYet title="Nobody is invited">
            <p className="max-w-[72ch] text-ink-2">
              An invitation is a link for one person, who chooses a password and begins with the teams and
              roles that you offer.
            </p>
          </EmptyYet>
        }
        keyOf={({ id }) => id}
        columns={invitationColumns(
          ctx.now,
          ({ id, name, state }) =>
            why === null &&
            state === 'open' && (
              <ConfirmButton
                action={withdrawInvitationAction}
                fields={{ id }}
                label="Withdraw"
                question={`Withdraw the invitation of ${name}? Its link does nothing from then on.`}
              />
            ),
        )}
      />
    </>
  );
}
