import { Lost } from './lost';
import { Nothing } from './nothing';
import { instantText } from './time-text';

interface Deleted {
  readonly at: Date;
  readonly by: string;
}

interface Respelled {
  readonly kind: string;
  readonly there: readonly { readonly name: string; readonly href: string }[];
}

interface GoneProps {
  /** What was here: `Model GardenBuddy`. */
  readonly what: string;
  /** Null: nothing was here, as far as this reader may know. */
  readonly absence: Deleted | Respelled | null;
  readonly back: { readonly href: string; readonly label: string };
}

/** The page of something that is not there: who deleted it and when, or how it is spelled, for those who may read it. */
export function Gone({ what, absence, back }: GoneProps) {
  if (absence === null) return <Nothing />;
  if ('there' in absence) return <SpelledOtherwise {...absence} />;
  const { at, by } = absence;
  return (
    <Lost title={`${what} was deleted`} action={back}>
      {by === '' ? 'That was' : `${by} deleted it`} on{' '}
      <time dateTime={at.toISOString()}>{instantText(at)}</time>. Its history is kept until an administrator
      purges it.
    </Lost>
  );
}

function SpelledOtherwise({ kind, there }: Respelled) {
  const [first, second] = there;
  if (first === undefined) return <Nothing />;
  const spellings = new Intl.ListFormat('en').format(there.map(({ name }) => name));
  return (
    <Lost
      title="Nothing here"
      action={{ href: first.href, label: `Open ${short(first.name)}` }}
      {...(second !== undefined && { second: { href: second.href, label: `Open ${short(second.name)}` } })}
    >
      No {kind} is written this way, but {there.length === 1 ? 'there is' : 'there are'} {spellings}. A name
      means what is written exactly so, capital letters included.
    </Lost>
  );
}

/** For a button at 360 px; the sentence says the whole name. */
const short = (name: string): string =>
  name.length > 32 ? `${Array.from(name).slice(0, 31).join('')}…` : name;
