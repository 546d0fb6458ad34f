import type { AuditRecord } from '@/lib/audit/list-audit-events';
import { dayName } from '../ui/time-text';
import { EventFacts } from './event-facts';
import { Sentence } from './sentence';

interface EventListProps {
  readonly events: readonly AuditRecord[];
  readonly now: Date;
  /** Whether they are shown opened. */
  readonly open: boolean;
  /** Of the days: below what they stand. */
  readonly heading?: 'h2' | 'h3';
}

/** Events by day, the newest first: when, a sentence, and where. Each opens in place. */
export function EventList({ events, now, open, heading: Heading = 'h2' }: EventListProps) {
  return byDay(events).map(([day, ofDay]) => (
    <section key={day} aria-label={dayName(new Date(day), now)}>
      <Heading className="border-b border-rule pt-4 pb-1.5 text-xs font-medium text-ink-3">
        {dayName(new Date(day), now)}
      </Heading>
      <ol>
        {ofDay.map((event) => (
          <Event key={event.id} event={event} open={open} />
        ))}
      </ol>
    </section>
  ));
}

function byDay(events: readonly AuditRecord[]): [day: string, events: AuditRecord[]][] {
  const days = new Map<string, AuditRecord[]>();
  for (const event of events) {
    const day = event.at.toISOString().slice(0, 10);
    days.set(day, [...(days.get(day) ?? []), event]);
  }
  return [...days];
}

/**
 * One event. Its lines are 24 px high, so that links above each other in a sentence that wraps can be hit. A press anywhere in its row opens it, through its summary, which reaches over the row and holds no link; the
 * links of the sentence lie above it.
 */
function Event({ event, open }: { readonly event: AuditRecord; readonly open: boolean }) {
  const { at, project, action, actor, resourceName } = event;
  return (
    <li
      data-row=""
      className="relative grid grid-cols-[44px_minmax(0,1fr)] gap-x-3 border-b border-rule py-[5px] leading-6 hover:bg-[color-mix(in_srgb,var(--panel)_60%,transparent)] max-md:gap-x-2"
    >
      <time
        dateTime={at.toISOString()}
        className="text-ink-3 max-md:row-start-2 max-md:text-xs/5"
        title={`${at.toISOString().slice(11, 19)} UTC`}
      >
        {at.toISOString().slice(11, 16)}
      </time>
      <p className="[overflow-wrap:anywhere] max-md:col-span-2 max-md:row-start-1 md:pr-44">
        <Sentence event={event} />
      </p>
      <details open={open} className="group col-start-2 max-md:row-start-2">
        <summary
          data-opens=""
          className="flex list-none justify-end gap-2 text-ink-3 max-md:text-xs/5 max-md:after:absolute max-md:after:inset-0 md:absolute md:inset-0 md:pt-[5px]"
        >
          <span className="sr-only">{`Details: ${actor}, ${action}, ${resourceName},`}</span>
          <span className="truncate md:max-w-36">{project ?? 'everywhere'}</span>
          <span aria-hidden="true" className="h-5 group-open:rotate-90 md:h-6 print:hidden">
            ›
          </span>
        </summary>
        <div className="relative z-[1] mt-2 mb-1 leading-5 max-md:-ml-[52px]">
          <EventFacts event={event} />
        </div>
      </details>
    </li>
  );
}
