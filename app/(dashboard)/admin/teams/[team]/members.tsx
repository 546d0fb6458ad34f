import { ConfirmButton } from '@/components/forms/confirm-button';
import { TextField } from '@/components/forms/fields';
import { Form } from '@/components/forms/form';
import { Submit } from '@/components/forms/submit';
import { Rows } from '@/components/lists/list';
import { PersonState } from '@/components/people/person-state';
import { ServiceMark } from '@/components/people/service-mark';
import { url } from '@/lib/core/urls';
import { addMemberAction, removeMemberAction, setLeadAction } from '../actions';

interface MembersProps {
  readonly team: {
    readonly name: string;
    readonly members: readonly string[];
    readonly leads: readonly string[];
    readonly deactivated: readonly string[];
    readonly services: readonly string[];
  };
  readonly mayUpdate: boolean;
  /** Whether the reader leads the team. */
  readonly leads: boolean;
  readonly readsPeople: boolean;
}

/** Who is in a team, who leads it, and what the reader may change of that. */
export function Members({ team, mayUpdate, leads, readsPeople }: MembersProps) {
  const { name, members, deactivated, services } = team;
  const mayChange = (member: string) => mayUpdate || (leads && !team.leads.includes(member));
  return (
    <section aria-labelledby="members">
      <h2 id="members" className="mb-1">
        Members <span className="font-normal text-ink-3">{members.length.toLocaleString('en')}</span>
      </h2>
      {members.length === 0 ? (
        <p className="border-t border-rule py-2 text-ink-3">Nobody yet.</p>
      ) : (
        <Rows
          label="Members"
          items={members}
          keyOf={(member) => member}
          columns={[
            {
              label: 'Name',
              cell: (member) => (
                <>
                  {readsPeople ? (
                    <a href={url.person(member)} className="font-medium">
                      {member}
                    </a>
                  ) : (
                    <span className="font-medium">{member}</span>
                  )}
                  <ServiceMark kind={services.includes(member) ? 'service' : 'person'} />
                  {team.leads.includes(member) && <span className="text-ink-3"> leads the team</span>}
                </>
              ),
            },
            { label: 'State', cell: (member) => <PersonState isActive={!deactivated.includes(member)} /> },
            {
              label: 'Change',
              numeric: true,
              cell: (member) => (
                <span className="flex flex-wrap justify-end gap-1.5">
                  {mayUpdate && !services.includes(member) && (
                    <LeadButton team={name} member={member} leads={team.leads.includes(member)} />
                  )}
                  {mayChange(member) && (
                    <ConfirmButton
                      action={removeMemberAction}
                      fields={{ team: name, user: member }}
                      label="Remove"
                      question={`Remove ${member} from the team ${name}? What comes through the team alone ends at once.`}
                    />
                  )}
                </span>
              ),
            },
          ]}
        />
      )}
      {(mayUpdate || leads) && (
        <Form action={addMemberAction} className="mt-4 flex max-w-[400px] flex-col gap-2">
          <input type="hidden" name="team" value={name} />
          <TextField
            name="user"
            label="Add a member"
            required
            spellCheck={false}
            autoComplete="off"
            hint="User name. They get at once what the team holds, which you must hold yourself."
          />
          <Submit look="plain" busy="Adding…">
            Add
          </Submit>
        </Form>
      )}
    </section>
  );
}

interface LeadButtonProps {
  readonly team: string;
  readonly member: string;
  /** Whether the member leads the team now. */
  readonly leads: boolean;
}

function LeadButton({ team, member, leads }: LeadButtonProps) {
  return (
    <ConfirmButton
      action={setLeadAction}
      fields={{ team, user: member, leads: leads ? 'no' : 'yes' }}
      label={leads ? 'End lead' : 'Make lead'}
      question={
        leads
          ? `Shall ${member} say no more who is in the team ${team}? They stay a member.`
          : `Shall ${member} lead the team ${team}? They may then add and remove members, without being an administrator.`
      }
    />
  );
}
