import 'server-only';
import { headers } from 'next/headers';
import { unstable_rethrow } from 'next/navigation';
import { actorName, viewerOf } from '@/lib/core/actor';
import { isDomainError } from '@/lib/core/domain-error';
import { runtime } from '@/lib/core/runtime';
import { hasBegunView, VIEW_BEGAN } from '@/lib/core/view-began';
import { readPassage } from '@/lib/wire/gate/passage';
import { pageCtx } from './page-ctx';

/** What the banner of a view says. */
export interface ShownView {
  readonly name: string;
  readonly until: Date;
  readonly now: Date;
}

/**
 * The view of this request's session, for every page; null without one. Where that cannot be told, the database being away
 * for one, and the browser began a view within the hour, the sentence that says so.
 */
export async function shownView(): Promise<ShownView | { readonly sentence: string } | null> {
  try {
    const { actor, now } = await pageCtx();
    const until = viewerOf(actor)?.until;
    return until === undefined ? null : { name: actorName(actor), until, now };
  } catch (error) {
    unstable_rethrow(error);
    if (isDomainError(error) || !hasBegunView((await headers()).get('cookie') ?? '')) return null;
    return { sentence: VIEW_BEGAN };
  }
}

/** Whether views can begin here: only behind the gate, which refuses what they may not do. */
export const mayViewHere = async (): Promise<boolean> => readPassage(await headers()) !== null;

/** Seconds for which a browser that began a view loads every page whole: twice as long as one lasts. */
const WHOLE_PAGES_S = 3_600;

/**
 * The cookie by which the gate knows browsers whose frame may not show what the session sees now, and a page of a fault
 * that it may be one of a view. It gives nothing, scripts may read it, and it stays when the view ends, for the windows that
 * were drawn in it.
 */
export function viewBeganCookie(): string {
  const isSecure = runtime().url.startsWith('https:');
  const name = isSecure ? '__Host-assay.viewing' : 'assay.viewing';
  return `${name}=1; Path=/; Max-Age=${WHOLE_PAGES_S}; SameSite=Lax${isSecure ? '; Secure' : ''}`;
}
