import { FormPage } from '@/components/forms/form-page';
import { buttonClass, LinkButton } from '@/components/ui/button';
import { Note } from '@/components/ui/note';
import type { Ctx } from '@/lib/core/ctx';
import { isDomainError } from '@/lib/core/domain-error';
import { url } from '@/lib/core/urls';
import { oneEach, type SearchParams } from '@/lib/next/load';
import { requireRecentSignIn } from '@/lib/writes/recent-sign-in';
import { PersonGone } from '../../gone';
import { openPerson } from '../../open';
import { whyNotView } from '../../why-not-view';

export const metadata = { title: 'View as' };

interface PageProps {
  readonly params: Promise<{ person: string }>;
  readonly searchParams: SearchParams;
}

export default async function ViewPage({ params, searchParams }: PageProps) {
  const { ctx, name: sought, found } = await openPerson(params);
  if (found.value === null) return <PersonGone name={sought} absence={found.absence} />;
  const { name } = found.value;
  const { problem } = await oneEach(searchParams);
  const old = await oldSignIn(ctx);
  return (
    <FormPage
      title={`View as ${name}?`}
      about={`For 30 minutes you see the pages that ${name} sees, as far as you may read them yourself. Nothing can be changed meanwhile, and ${name}’s account, drafts, tokens and sessions are not shown. That you do it is in the audit, and ${name} is told on the account page.`}
      why={await whyNotView(ctx, found.value)}
    >
      {problem !== undefined && old === null && (
        <div role="alert" className="mb-4">
          <Note tone="fail">That did not work. Try it again.</Note>
        </div>
      )}
      {old === null ? (
        <form method="post" action={url.viewing()} className="flex flex-wrap gap-2">
          <input type="hidden" name="user" value={name} />
          <button type="submit" className={buttonClass('primary')}>
            View as {name}
          </button>
          <LinkButton href={url.person(name)}>Cancel</LinkButton>
        </form>
      ) : (
        <Note tone="fail">
          {old}{' '}
          <a href={url.signInAgain(url.part(url.person(name), 'view'))} className="link whitespace-nowrap">
            Sign in again
          </a>
        </Note>
      )}
    </FormPage>
  );
}

/** What is said of a sign-in that is too long ago; null where it is recent. */
async function oldSignIn(ctx: Ctx): Promise<string | null> {
  try {
    await requireRecentSignIn(ctx);
    return null;
  } catch (error) {
    if (!isDomainError(error) || error.reason !== 'sign_in_again') throw error;
    return error.message;
  }
}
