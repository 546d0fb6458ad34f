import type { Gone as GoneFact } from '@/lib/core/domain-error';
import { Lost } from './lost';
import { RelativeTime } from './relative-time';
import { exactText } from './time-text';

interface GoneProps {
  /** What was here: `Model GardenBuddy`. */
  readonly what: string;
  readonly gone: GoneFact;
  readonly now: Date;
  readonly back: { readonly href: string; readonly label: string };
}

/** The page of something deleted, for those who could read it: who ended it and when. */
export function Gone({ what, gone, now, back }: GoneProps) {
  return (
    <Lost title={`${what} was deleted`} action={back}>
      {gone.by === '' ? 'It' : gone.by} {gone.by === '' ? 'was deleted' : 'deleted it'}{' '}
      <RelativeTime at={gone.at} now={now} ago />, on {exactText(gone.at)}. Its history is kept until an
      administrator purges it.
    </Lost>
  );
}
