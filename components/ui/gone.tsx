import { Lost } from './lost';
import { Nothing } from './nothing';
import { exactText } from './time-text';

interface GoneProps {
  /** What was here: `Model GardenBuddy`. */
  readonly what: string;
  /** Null: nothing was here, as far as this reader may know. */
  readonly gone: { readonly at: Date; readonly by: string } | null;
  readonly back: { readonly href: string; readonly label: string };
}

/** The page of something that is not there: who deleted it and when, for those who could read it. */
export function Gone({ what, gone, back }: GoneProps) {
  if (gone === null) return <Nothing />;
  const { at, by } = gone;
  return (
    <Lost title={`${what} was deleted`} action={back}>
      {by === '' ? 'That was' : `${by} deleted it`} on{' '}
      <time dateTime={at.toISOString()}>{exactText(at)}</time>. Its history is kept until an administrator
      purges it.
    </Lost>
  );
}
