import { url } from '@/lib/core/urls';

interface GrantPathProps {
  readonly role: string;
  /** Null: assigned directly. */
  readonly team: string | null;
  /** Null: everywhere. */
  readonly project: string | null;
}

/** How a grant comes to somebody: role ← team ← project. One component wherever a grant is shown. */
export function GrantPath({ role, team, project }: GrantPathProps) {
  return (
    <span className="[overflow-wrap:anywhere]">
      {role}
      {team !== null && (
        <>
          <Arrow />
          {team}
        </>
      )}
      <Arrow />
      {project === null ? (
        'everywhere'
      ) : (
        <a href={url.project(project)} className="hover:underline">
          {project}
        </a>
      )}
    </span>
  );
}

const Arrow = () => (
  <>
    <span aria-hidden="true" className="px-1.5 text-ink-3">
      ←
    </span>
    <span className="sr-only"> through </span>
  </>
);
