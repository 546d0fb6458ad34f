import { url } from '@/lib/core/urls';
import { buttonClass } from '../ui/button';
import { instantText } from '../ui/time-text';

interface KnownView {
  /** Whom the store is viewed as. */
  readonly name: string;
  readonly until: Date;
  readonly now: Date;
}

/** Where nobody can say at the moment whom, or whether still. */
interface UnknownView {
  readonly sentence: string;
}

const MINUTE_MS = 60_000;

/** The rail is as high as the window: it begins below the banner, which stays where it is. */
const BELOW = `
@media screen and (min-width: 48rem) {
  body > #viewing ~ #frame > #rail { top: 39px; height: calc(100vh - 39px) }
}`;

/** Stands above every page while somebody views the store as another, on paper too: whom as, for how long, and the way out. */
export function ViewingBanner({ view }: { readonly view: KnownView | UnknownView }) {
  return (
    <aside
      id="viewing"
      aria-label="View"
      className="sticky top-0 z-30 flex min-h-[39px] items-center justify-between gap-x-4 border-b border-rule-2 bg-stale-bg px-4 py-1 text-stale md:px-6"
    >
      <style>{BELOW}</style>
      <p className="min-w-0 [overflow-wrap:anywhere]">
        {'sentence' in view ? view.sentence : <Viewed {...view} />}
      </p>
      <form method="post" action={url.stopViewing()} className="shrink-0">
        <button type="submit" className={buttonClass()}>
          Stop
        </button>
      </form>
    </aside>
  );
}

function Viewed({ name, until, now }: KnownView) {
  const minutes = Math.max(1, Math.ceil((until.getTime() - now.getTime()) / MINUTE_MS));
  return (
    <>
      <strong className="font-medium">Viewing as {name}</strong> (read-only) ·{' '}
      <time dateTime={until.toISOString()} title={instantText(until)} className="whitespace-nowrap">
        ends in {minutes} min
      </time>
    </>
  );
}
