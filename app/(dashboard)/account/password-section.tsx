import { TextField } from '@/components/forms/fields';
import { Form } from '@/components/forms/form';
import { Submit } from '@/components/forms/submit';
import { Note } from '@/components/ui/note';
import { changePasswordAction } from './actions';
import { Section } from './section';

/** A new password, for who knows the present one. */
export function PasswordSection({ name, isChanged }: { name: string; isChanged: boolean }) {
  return (
    <Section
      id="password"
      title="Password"
      about="Changing it ends every session and every token of this account; this browser is signed in again at once."
    >
      {isChanged && (
        <div role="status" className="mb-3">
          <Note tone="pass">The password is changed. Every other session and every token has ended.</Note>
        </div>
      )}
      <Form action={changePasswordAction} className="flex max-w-[360px] flex-col gap-3">
        <input type="text" name="username" autoComplete="username" defaultValue={name} hidden readOnly />
        <TextField
          name="currentPassword"
          label="Current password"
          type="password"
          autoComplete="current-password"
          required
          maxLength={1024}
        />
        <TextField
          name="newPassword"
          label="New password"
          type="password"
          autoComplete="new-password"
          required
          maxLength={1024}
          hint="At least 8 characters; a few unrelated words make a good one."
        />
        <TextField
          name="again"
          label="New password again"
          type="password"
          autoComplete="new-password"
          required
          maxLength={1024}
        />
        <Submit look="plain" busy="Changing…">
          Change password
        </Submit>
      </Form>
    </Section>
  );
}
