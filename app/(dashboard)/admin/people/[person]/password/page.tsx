import { Form } from '@/components/forms/form';
import { FormPage } from '@/components/forms/form-page';
import { Shown } from '@/components/forms/shown';
import { Submit } from '@/components/forms/submit';
import { Note } from '@/components/ui/note';
import { RelativeTime } from '@/components/ui/relative-time';
import { actorUserId } from '@/lib/core/actor';
import type { Ctx } from '@/lib/core/ctx';
import { readPasswordLink } from '@/lib/credentials/read-password-link';
import { whyNot } from '@/lib/next/why-not';
import { passwordLinkAction } from '../../../invitations/actions';
import { setPersonPasswordAction } from '../../actions';
import { PersonGone } from '../../gone';
import { NewPasswordFields } from '../../new-password-fields';
import { openPerson } from '../../open';

export const metadata = { title: 'New password' };

export default async function PasswordPage({ params }: { params: Promise<{ person: string }> }) {
  const { ctx, name: sought, found } = await openPerson(params);
  if (found.value === null) return <PersonGone name={sought} absence={found.absence} />;
  const { id, name, isActive } = found.value;
  const why =
    id === actorUserId(ctx.actor)
      ? 'Change your own password on the account page, with the present one.'
      : await whyNot(ctx, { operation: 'user', type: 'update', projectId: null, resourceId: id });
  return (
    <FormPage
      title={`New password for ${name}`}
      about={`Ends every session and token of ${name} at once. Tell the password by a way that nobody else reads.`}
      why={why}
    >
      <Form action={setPersonPasswordAction}>
        <input type="hidden" name="user" value={name} />
        <NewPasswordFields required hint="At least 8 characters, none that are easily guessed." />
        <Submit>Set the password</Submit>
      </Form>
      <PasswordLink ctx={ctx} user={name} isActive={isActive} />
    </FormPage>
  );
}

interface PasswordLinkProps {
  readonly ctx: Ctx;
  readonly user: string;
  readonly isActive: boolean;
}

/** The other way: nobody but the person learns the password. */
async function PasswordLink({ ctx, user, isActive }: PasswordLinkProps) {
  const open = await readPasswordLink(ctx, { user });
  return (
    <section id="link" aria-labelledby="link-title" className="mt-9 scroll-mt-4">
      <h2 id="link-title">Or a link</h2>
      <p className="mt-1 mb-3 max-w-[72ch] text-ink-2">
        {user} opens it and chooses the password, which then ends every session and token. It works once, for
        a day, and as long as you may set this password. A later link takes the place of one before.
      </p>
      {isActive ? (
        <Form action={passwordLinkAction}>
          <input type="hidden" name="user" value={user} />
          <Shown label="The link, shown this once" copy="Copy the link">
            Copy it now: only its hash is kept. Send it by a way that nobody else reads.
          </Shown>
          {open !== null && (
            <p className="text-ink-3">
              A link that {open.createdBy} made is open and ends{' '}
              <RelativeTime at={open.expiresAt} now={ctx.now} />.
            </p>
          )}
          <Submit look="plain" busy="Making…">
            Make a link for a new password
          </Submit>
        </Form>
      ) : (
        <Note>{user} is deactivated: reactivate the account first.</Note>
      )}
    </section>
  );
}
