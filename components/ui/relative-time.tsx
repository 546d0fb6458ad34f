import { dayText, instantText, isTime, relativeText } from './time-text';

interface RelativeTimeProps {
  readonly at: Date;
  /** The clock of the request, so that one page speaks of one moment. */
  readonly now: Date;
  /** Says `2 h ago` in running text; columns that are headed `When` say `2 h`. */
  readonly ago?: boolean;
}

/** How long ago, with the exact time in UTC on hover and for machines; on paper, which is read later, the day. */
export function RelativeTime({ at, now, ago = false }: RelativeTimeProps) {
  if (!isTime(at)) return <span>unknown time</span>;
  const { text, isSpan } = relativeText(at, now);
  return (
    <time
      dateTime={at.toISOString()}
      title={instantText(at)}
      {...(text !== dayText(at) && { 'data-on-paper': dayText(at) })}
      className="whitespace-nowrap"
    >
      {ago && isSpan ? `${text} ago` : text}
    </time>
  );
}
