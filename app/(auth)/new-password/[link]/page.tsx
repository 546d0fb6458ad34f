import type { Metadata } from 'next';
import { Form } from '@/components/forms/form';
import { Submit } from '@/components/forms/submit';
import { RelativeTime } from '@/components/ui/relative-time';
import { openPasswordLink } from '@/lib/credentials/set-password-by-link';
import { openLink } from '@/lib/next/link';
import { names } from '@/lib/next/load';
import { pageRequestContext } from '@/lib/next/page-ctx';
import { ChosenPasswordFields } from '../../chosen-password-fields';
import { DeadLink } from '../../dead-link';
import { setPasswordByLinkAction } from '../actions';

export const metadata: Metadata = { title: 'New password' };

/** Looks and changes nothing: mail programs open links before people do. */
export default async function NewPasswordPage({ params }: { params: Promise<{ link: string }> }) {
  const { link: secret } = await names(params);
  const requestContext = await pageRequestContext();
  const { value, sentence } = await openLink(openPasswordLink(requestContext, { secret }));
  if (value === null) return <DeadLink sentence={sentence} />;
  const { user, madeBy, expiresAt } = value;
  return (
    <>
      <h1 className="mb-2">New password for {user}</h1>
      <p className="mb-5 text-ink-2">
        {madeBy} made this link for you. A new password ends every session and every token of the account.
      </p>
      <Form action={setPasswordByLinkAction}>
        <input type="hidden" name="secret" value={secret} />
        <ChosenPasswordFields account={user} />
        <Submit>Set the password</Submit>
      </Form>
      <p className="mt-4 text-xs text-ink-3">
        This link works once, and ends <RelativeTime at={expiresAt} now={requestContext.now} />.
      </p>
    </>
  );
}
