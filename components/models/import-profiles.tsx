interface ProfilesProps {
  readonly names: readonly string[];
  /** Null: all of them. */
  readonly chosen: string | null;
  readonly href: (name: string | null) => string;
}

/** Which of the profiles of a ZenML configuration are imported: all, or one. */
export function Profiles({ names, chosen, href }: ProfilesProps) {
  return (
    <nav aria-label="Profiles" className="mb-4 flex flex-wrap gap-x-4 gap-y-1">
      <span className="text-ink-2">Profiles</span>
      {[null, ...names].map((name) =>
        name === chosen ? (
          <b key={name ?? ''} aria-current="true" className="font-medium">
            {name ?? 'all'}
          </b>
        ) : (
          <a key={name ?? ''} href={href(name)} className="link">
            {name ?? 'all'}
          </a>
        ),
      )}
    </nav>
  );
}
