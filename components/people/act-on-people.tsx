import type { FormAction } from '@/lib/next/form-state';
import { Act, ActOnTicked, AskedAct } from '../forms/ticked';

/** Id of the form; boxes in rows name it. */
export const PEOPLE_FORM = 'act-on-people';

interface ActOnPeopleProps {
  readonly action: FormAction;
  /** Teams that they can be put into; null for who may not do that. */
  readonly teams: readonly string[] | null;
  readonly hasRows: boolean;
}

/** What can be done to all ticked accounts at once; what cannot be taken back asks first. */
export function ActOnPeople({ action, teams, hasRows }: ActOnPeopleProps) {
  return (
    <ActOnTicked form={PEOPLE_FORM} name="people" action={action} hasRows={hasRows}>
      {teams !== null && teams.length > 0 && (
        <span className="flex flex-wrap gap-1.5">
          <select
            name="team"
            aria-label="Team"
            className="max-w-48 rounded-md border border-rule bg-lift px-2 py-[4px]"
          >
            {teams.map((name) => (
              <option key={name}>{name}</option>
            ))}
          </select>
          <Act act="add">Add to team</Act>
        </span>
      )}
      <AskedAct label="End sessions" act="end-sessions">
        End every session of the ticked accounts? Browsers and Python clients have to sign in again; tokens
        stay.
      </AskedAct>
      <AskedAct label="Deactivate" act="deactivate">
        Deactivate the ticked accounts? That ends their sessions and tokens at once, and they hold nothing
        until they are reactivated.
      </AskedAct>
    </ActOnTicked>
  );
}
