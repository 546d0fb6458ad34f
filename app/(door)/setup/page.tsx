import type { Metadata } from 'next';
import { Submit, TextField } from '@/components/forms/fields';
import { Form } from '@/components/forms/form';
import { isSetUp } from '@/lib/access/setup-state';
import { url } from '@/lib/core/urls';
import { go } from '@/lib/next/go';
import { oneEach, type SearchParams } from '@/lib/next/load';
import { pageDoor } from '@/lib/next/page-ctx';
import { completeSetup } from './actions';

export const metadata: Metadata = { title: 'Set up' };

export default async function SetupPage({ searchParams }: { searchParams: SearchParams }) {
  if (await isSetUp((await pageDoor()).db)) go(url.home());
  const { secret } = await oneEach(searchParams);
  return (
    <>
      <h1 className="mb-2">Set up this store</h1>
      {secret === undefined ? (
        <p className="text-ink-2">
          Nobody administers this store yet. Open the set-up link that the server printed when it started; it
          carries a secret that works once. Starting the server again prints a new one.
        </p>
      ) : (
        <>
          <p className="mb-5 text-ink-2">
            You will be its first administrator. There are no default accounts, and this link works once.
          </p>
          <Form action={completeSetup}>
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
            <Submit busy="Setting up…">Set up and sign in</Submit>
          </Form>
        </>
      )}
    </>
  );
}
