import type { FormAction } from '@/lib/next/form-state';
import { Form } from '../forms/form';
import { Submit } from '../forms/submit';
import { Snippet } from '../ui/snippet';
import { VERIFY_LINES } from './verify-lines';

/** How to check an export without this server, behind a press. Works without JavaScript. */
export function VerifyYourself({ verify }: { readonly verify: FormAction }) {
  return (
    <>
      <button type="button" popoverTarget="verify-yourself" className="link text-ink-2">
        how to verify it yourself
      </button>
      <div
        id="verify-yourself"
        popover="auto"
        className="m-auto w-[min(640px,calc(100vw-32px))] rounded-md border border-rule-2 bg-lift p-4 text-left text-ink"
      >
        <p className="mb-3 text-ink-2">
          Each event holds the hash of the one before it in its chain: the store has one chain, and each
          project. An event’s hash is the SHA-256 of that hash, a newline and the payload. Export the audit as
          JSON lines, keep the file elsewhere, and check it with Node:
        </p>
        <Snippet title="Shell" code={VERIFY_LINES} />
        <p className="mt-4 mb-2 text-ink-2">
          A check here goes on where the last one ended. What was changed after it had been checked is found
          by checking all of it again:
        </p>
        <Form action={verify} className="flex flex-col gap-2" quiet>
          <input type="hidden" name="again" value="on" />
          <Submit look="plain" busy="Verifying…">
            Verify all again
          </Submit>
        </Form>
      </div>
    </>
  );
}
