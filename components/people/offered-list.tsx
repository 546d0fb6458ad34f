import { untilText } from '../ui/time-text';

interface OfferedListProps {
  readonly teams: readonly string[];
  /** `maintainer on garden`, and when it ends by itself. */
  readonly roles: readonly { readonly text: string; readonly until: Date | null }[];
}

/** What an invitation brings, as its page and the first page of the new account say it. */
export function OfferedList({ teams, roles }: OfferedListProps) {
  if (teams.length === 0 && roles.length === 0)
    return <p className="mb-4 text-ink-2">It holds no role and is in no team until somebody gives it one.</p>;
  return (
    <dl className="mb-5 flex flex-col gap-3">
      {teams.length > 0 && (
        <div>
          <dt className="text-xs/4 text-ink-3">{teams.length === 1 ? 'In the team' : 'In the teams'}</dt>
          <dd className="mt-0.5 [overflow-wrap:anywhere]">{teams.join(', ')}</dd>
        </div>
      )}
      {roles.length > 0 && (
        <div>
          <dt className="text-xs/4 text-ink-3">{roles.length === 1 ? 'With the role' : 'With the roles'}</dt>
          {roles.map(({ text, until }) => (
            <dd key={text} className="mt-0.5 [overflow-wrap:anywhere]">
              {text}
              {until !== null && <span className="text-ink-3"> until {untilText(until)}</span>}
            </dd>
          ))}
        </div>
      )}
    </dl>
  );
}
