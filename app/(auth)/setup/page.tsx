import type { Metadata } from 'next';
import { TextField } from '@/components/forms/fields';
import { Form } from '@/components/forms/form';
import { Submit } from '@/components/forms/submit';
import { url } from '@/lib/core/urls';
import { go } from '@/lib/next/go';
import { oneEach, type SearchParams } from '@/lib/next/load';
import { pageRequestContext } from '@/lib/next/page-ctx';
import { isSetUp } from '@/lib/sign-in/setup-state';
import { ChosenPasswordFields } from '../chosen-password-fields';
import { completeSetupAction } from './actions';

export const metadata: Metadata = { title: 'Set up' };

export default async function SetupPage({ searchParams }: { searchParams: SearchParams }) {
  if (await isSetUp((await pageRequestContext()).db)) go(url.home());
  const { secret } = await oneEach(searchParams);
  return (
    <>
      <h1 className="mb-2">Set up this store</h1>
      {secret === undefined ? (
        <p className="text-ink-2">
          This store has no administrator yet. Open the set-up link that the server printed when it started;
          it carries a secret that works once. Starting the server again prints a new one.
        </p>
      ) : (
        <>
          <p className="mb-5 text-ink-2">
            You will be its first administrator. There are no default accounts, and this link works once.
          </p>
          <Form action={completeSetupAction}>
            <input type="hidden" name="secret" value={secret} />
            <TextField
              name="name"
              label="User name"
              initial="default"
              autoComplete="username"
              required
              spellCheck={false}
              hint="ZenML clients expect a user named default. Choose another name if none will connect."
            />
            <ChosenPasswordFields account={null} />
            <Submit busy="Setting up…">Set up and sign in</Submit>
          </Form>
        </>
      )}
    </>
  );
}
