import { JsonTree } from './json/json-tree';

interface UnknownArtifactProps {
  /** The type that the header names. */
  readonly type: string;
  readonly body: unknown;
  /** Sentences that say what is wrong. */
  readonly problems: readonly string[];
}

const PROBLEMS_SHOWN = 10;

/** A body that does not read as its type: why, and what was stored. */
export function UnknownArtifact({ type, body, problems }: UnknownArtifactProps) {
  return (
    <div>
      <div className="mb-4 border-l-2 border-stale py-1.5 pl-3 text-ink-2">
        <p>
          <b className="font-medium text-stale">This body does not read as {type}.</b> It is stored as it was
          posted; below is what it holds.
        </p>
        <ul className="mt-1">
          {[...new Set(problems)].slice(0, PROBLEMS_SHOWN).map((problem) => (
            <li key={problem} className="[overflow-wrap:anywhere]">
              {problem}
            </li>
          ))}
          {problems.length > PROBLEMS_SHOWN ? (
            <li>{problems.length - PROBLEMS_SHOWN} more of this kind.</li>
          ) : null}
        </ul>
      </div>
      <JsonTree value={body} />
    </div>
  );
}
