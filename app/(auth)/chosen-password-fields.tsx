import { TextField } from '@/components/forms/fields';

/**
 * A password that somebody chooses for the account of this name, typed twice; browsers offer to keep both. Null where the
 * name is typed in the same form.
 */
export function ChosenPasswordFields({ account }: { readonly account: string | null }) {
  return (
    <>
      {account !== null && (
        <input type="text" name="username" autoComplete="username" defaultValue={account} hidden readOnly />
      )}
      <TextField
        name="password"
        label="Password"
        type="password"
        autoComplete="new-password"
        required
        maxLength={1024}
        hint="At least 8 characters; a few unrelated words make a good one."
      />
      <TextField
        name="again"
        label="Password again"
        type="password"
        autoComplete="new-password"
        required
        maxLength={1024}
      />
    </>
  );
}
