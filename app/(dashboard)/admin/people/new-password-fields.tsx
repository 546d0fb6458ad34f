import { TextField } from '@/components/forms/fields';

/** A password that an administrator gives somebody, typed twice. */
export function NewPasswordFields({
  hint,
  required = false,
}: {
  readonly hint: string;
  readonly required?: boolean;
}) {
  return (
    <>
      <TextField
        name="newPassword"
        label="Password"
        type="password"
        autoComplete="new-password"
        required={required}
        hint={hint}
      />
      <TextField
        name="again"
        label="The same again"
        type="password"
        autoComplete="new-password"
        required={required}
      />
    </>
  );
}
