import { RelativeTime } from '@/components/ui/relative-time';
import type { ViewOfMe } from '@/lib/viewing/list-own-views';
import { Section } from './section';

/** Who viewed the store as this account; nothing where nobody did. */
export function ViewsSection({ views, now }: { readonly views: readonly ViewOfMe[]; readonly now: Date }) {
  if (views.length === 0) return null;
  return (
    <Section
      id="views"
      title="Viewed by others"
      about="Who saw the store as you do, for up to 30 minutes: pages that you and they may read, without changing anything, and without your account, drafts, tokens and sessions."
    >
      <ul className="border-t border-rule">
        {views.map(({ id, by, at }) => (
          <li key={id} className="flex justify-between gap-4 border-b border-rule py-2">
            <span className="min-w-0 font-medium [overflow-wrap:anywhere]">{by}</span>
            <span className="text-ink-3">
              <RelativeTime at={at} now={now} ago />
            </span>
          </li>
        ))}
      </ul>
    </Section>
  );
}
