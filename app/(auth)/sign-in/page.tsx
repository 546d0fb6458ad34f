import type { Metadata } from 'next';
import { TextField } from '@/components/forms/fields';
import { Form } from '@/components/forms/form';
import { Submit } from '@/components/forms/submit';
import { Note } from '@/components/ui/note';
import { actorName } from '@/lib/core/actor';
import { url } from '@/lib/core/urls';
import { go } from '@/lib/next/go';
import { oneEach, type SearchParams } from '@/lib/next/load';
import { localPath } from '@/lib/next/local-path';
import { pageCtx } from '@/lib/next/page-ctx';
import { isSetUp } from '@/lib/sign-in/setup-state';
import { signInAction } from './actions';

export const metadata: Metadata = { title: 'Sign in' };

export default async function SignInPage({ searchParams }: { searchParams: SearchParams }) {
  const query = await oneEach(searchParams);
  const from = localPath(query['from']);
  const ctx = await pageCtx();
  // `again`: an act that wants a fresh sign-in sent somebody here who is signed in.
  const again = ctx.actor.kind !== 'anonymous' && query['again'] !== undefined;
  if (ctx.actor.kind !== 'anonymous' && !again) go(from);
  if (!(await isSetUp(ctx.db))) go(url.setup());
  return (
    <>
      <h1 className="mb-5">{again ? 'Sign in again' : 'Sign in'}</h1>
      {query['password'] === 'set' && (
        <div role="status" className="mb-4">
          <Note tone="pass">The password is set. Sign in with it.</Note>
        </div>
      )}
      <Form action={signInAction}>
        <input type="hidden" name="from" value={from} />
        <TextField
          name="name"
          label="User name"
          initial={again ? actorName(ctx.actor) : ''}
          autoComplete="username"
          required
          autoFocus
          spellCheck={false}
        />
        <TextField
          name="password"
          label="Password"
          type="password"
          autoComplete="current-password"
          required
          maxLength={1024}
        />
        <Submit busy="Signing in…">Sign in</Submit>
      </Form>
    </>
  );
}
