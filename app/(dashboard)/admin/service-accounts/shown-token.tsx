import { Shown, ShownLines } from '@/components/forms/shown';

/** The text of a token that was just made, in the form that made it: this once. */
export function ShownToken() {
  return (
    <>
      <Shown label="The new token, shown this once">
        Copy it now: only its hash is kept. It goes into <code>Authorization: Bearer …</code>
      </Shown>
      <ShownLines title="Shell, zenml 0.8 to 0.13">
        Copy the lines now: only the token’s hash is kept. Treat the address as a password.
      </ShownLines>
    </>
  );
}
