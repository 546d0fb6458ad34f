import type { Metadata } from 'next';
import { LinkButton } from '@/components/ui/button';
import { PageHead } from '@/components/ui/page-head';
import { StatusShape } from '@/components/ui/status';
import { adminPages } from '@/lib/access/admin-pages';
import { signedInCtx } from '@/lib/next/page-ctx';
import { NoConsole } from './no-console';
import { type Waiting, waitingFor } from './waiting';

export const metadata: Metadata = { title: 'Overview' };

/** What needs an administrator, of what the reader may see. */
export default async function AdminPage() {
  const ctx = await signedInCtx();
  if ((await adminPages(ctx)).length === 0) return <NoConsole />;
  const all = await waitingFor(ctx);
  const waiting = all.filter(({ count }) => count !== 0);
  const fine = all.filter(({ count }) => count === 0);
  return (
    <>
      <PageHead title="Overview" under="What may need a decision, and what is in order." />
      <section aria-labelledby="waiting">
        <h2 id="waiting" className="sr-only">
          To decide
        </h2>
        {waiting.length === 0 ? (
          <p className="border-t border-rule py-4 text-ink-2">Nothing waits for you.</p>
        ) : (
          <ul className="border-b border-rule">
            {waiting.map((one) => (
              <WaitingRow key={one.key} waiting={one} />
            ))}
          </ul>
        )}
      </section>
      {fine.length > 0 && (
        <section aria-labelledby="fine" className="mt-8">
          <h2 id="fine" className="mb-2">
            In order
          </h2>
          <ul className="flex flex-col gap-1.5 text-ink-2">
            {fine.map(({ key, fine: text }) => (
              <li key={key} className="flex items-baseline gap-2">
                <span className="text-pass">
                  <StatusShape kind="passed" />
                </span>
                {text}
              </li>
            ))}
          </ul>
        </section>
      )}
    </>
  );
}

function WaitingRow({ waiting: { count, what, why, href } }: { readonly waiting: Waiting }) {
  const text = `${typeof count === 'number' ? count.toLocaleString('en') : count} ${what[count === 1 ? 0 : 1]}`;
  return (
    <li className="flex flex-wrap items-center gap-x-6 gap-y-2 border-t border-rule py-3">
      <span className="min-w-0 grow basis-64">
        <span className="flex items-baseline gap-2 font-medium">
          <span className="text-stale">
            <StatusShape kind="stale" />
          </span>
          {text}
        </span>
        <span className="block pl-[18px] text-ink-2">{why}</span>
      </span>
      <LinkButton href={href}>
        Show<span className="sr-only">{` the ${what[1]}`}</span>
      </LinkButton>
    </li>
  );
}
