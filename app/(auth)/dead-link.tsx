import { url } from '@/lib/core/urls';

/** In place of the form of a link that does nothing. It says the same of all of them. */
export function DeadLink({ sentence }: { readonly sentence: string }) {
  return (
    <>
      <h1 className="mb-2">Nothing to open here</h1>
      <p className="mb-4 text-ink-2">{sentence} Ask whoever sent it to you for another one.</p>
      <p>
        <a href={url.signIn()} className="link">
          Sign in
        </a>{' '}
        if you have an account.
      </p>
    </>
  );
}
