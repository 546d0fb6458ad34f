import { Lost } from './lost';
import { exactText } from './time-text';

interface GoneProps {
  /** What was here: `Model GardenBuddy`. */
  readonly what: string;
  readonly gone: { readonly at: Date; readonly by: string };
  readonly back: { readonly href: string; readonly label: string };
}

/** The page of something deleted, for those who could read it: who ended it and when. */
export function Gone({ what, gone: { at, by }, back }: GoneProps) {
  return (
    <Lost title={`${what} was deleted`} action={back}>
      {by === '' ? 'That was' : `${by} deleted it`} on{' '}
      <time dateTime={at.toISOString()}>{exactText(at)}</time>. Its history is kept until an administrator
      purges it.
    </Lost>
  );
}
