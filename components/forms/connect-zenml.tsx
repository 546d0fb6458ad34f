import type { FormAction } from '@/lib/next/form-state';
import { Form } from './form';
import { ShownLines, UntilShown } from './shown';
import { Submit } from './submit';

/** Days that such a token lives; the account page makes others. */
const DAYS = '90';

interface ConnectZenmlProps {
  /** Makes a token as the account page does. */
  readonly action: FormAction;
  readonly accountHref: string;
  /** The token is good for this project only, so that runs that name none land in it. */
  readonly project: string | null;
}

/** A press makes a token for the reader's own ZenML client and shows the lines that connect it, once. */
export function ConnectZenml({ action, accountHref, project }: ConnectZenmlProps) {
  return (
    <Form action={action} className="flex flex-col gap-3">
      <input type="hidden" name="kind" value="zenml" />
      <input type="hidden" name="name" value="ZenML client" />
      {project !== null && <input type="hidden" name="project" value={project} />}
      <input type="hidden" name="expiresInDays" value={DAYS} />
      <ShownLines title="Shell, zenml 0.8 to 0.13">
        Copy the lines now: only the token’s hash is kept. Treat the address as a password; run them outside
        of folders with <code>zenml init</code>, where these clients cannot reach any server.
      </ShownLines>
      <UntilShown>
        <Submit busy="Making…" look="plain">
          Create a token and show the lines
        </Submit>
      </UntilShown>
      <p className="text-xs text-ink-3">
        The token acts as you for {DAYS} days, at the address for ZenML clients only
        {project !== null &&
          ` and in project ${project} only: runs that name no project, as the command line sends them, land here`}
        .{' '}
        <a href={accountHref} className="link">
          Your account
        </a>{' '}
        lists it, ends it, and makes others.
      </p>
    </Form>
  );
}
