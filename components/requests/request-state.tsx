import type { AccessRequest } from '@/lib/requests/request';
import { RelativeTime } from '../ui/relative-time';
import { Status } from '../ui/status';

/** What became of a request, and by whom; amber while it needs a decision. */
export function RequestState({ request, now }: { readonly request: AccessRequest; readonly now: Date }) {
  const { state, answeredBy, grantedUntil, isHeld } = request;
  if (state === 'pending') return <Status kind="stale" text="waits" />;
  if (state === 'withdrawn') return <Status kind="none" text="withdrawn" />;
  if (state === 'expired') return <Status kind="none" text="lapsed" />;
  const by = <span className="block text-ink-3">by {answeredBy}</span>;
  if (state === 'refused')
    return (
      <>
        <Status kind="failed" text="refused" />
        {by}
      </>
    );
  return (
    <>
      <Status kind={isHeld ? 'passed' : 'none'} text={isHeld ? 'granted' : 'granted, over'} />
      {isHeld && grantedUntil !== null && (
        <span className="block text-ink-3">
          ends <RelativeTime at={grantedUntil} now={now} />
        </span>
      )}
      {by}
    </>
  );
}
