import { url } from '@/lib/core/urls';
import { Section } from './section';

/** Teams that this account is in: who leads one changes its members on its page. */
export function TeamsSection({
  teams,
}: {
  teams: readonly { readonly id: string; readonly name: string }[];
}) {
  if (teams.length === 0) return null;
  return (
    <Section
      id="teams"
      title="Teams"
      about="What a team holds, you hold. Who leads one says on its page who else is in it."
    >
      <ul className="border-t border-rule">
        {teams.map(({ id, name }) => (
          <li key={id} className="border-b border-rule py-2">
            <a href={url.team(name)} className="font-medium">
              {name}
            </a>
          </li>
        ))}
      </ul>
    </Section>
  );
}
