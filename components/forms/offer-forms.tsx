import type { FormAction } from '@/lib/next/form-state';
import type { ImportOffer } from '@/lib/offers/import-offer';
import { Cell, Row, Table } from '../lists/table';
import { buttonClass } from '../ui/button';
import { Form } from './form';

interface OffersProps {
  readonly action: FormAction;
  readonly offers: readonly ImportOffer[];
}

const BOX = 'size-3.5 accent-[var(--ink)]';
const SELECT = 'rounded-md border border-rule-2 bg-lift px-2 py-[3px] text-sm/[18px] hover:border-ink-3';

interface RoleOffersProps extends OffersProps {
  /** Names of roles whose permissions can be chosen for one of which nobody knows what it permitted. */
  readonly choices: readonly string[];
  readonly more: number;
}

/** What imported groups could do, role by role, to be given or declined together. */
export function RoleOffers({ action, offers, choices, more }: RoleOffersProps) {
  return (
    <Form action={action} className="flex flex-col gap-4">
      <Table
        label="Roles that arrived without permissions"
        columns={[
          { label: 'Role', width: '26%' },
          { label: 'Could', hide: 'narrow' },
          { label: 'People', width: '18%', hide: 'narrow' },
        ]}
      >
        {offers.map((offer, n) => (
          <Row key={offer.id}>
            <Cell>
              <label className="flex items-start gap-2">
                <input
                  type="checkbox"
                  name={`offer.${n}`}
                  value={offer.id}
                  defaultChecked={offer.isGivable}
                  className={`${BOX} mt-[3px] shrink-0`}
                />
                <span className="[overflow-wrap:anywhere]">{offer.name}</span>
              </label>
              {offer.isUnspecified && <Choice offer={offer} choices={choices} />}
              <span className="block pl-5.5 text-ink-3 sm:hidden">
                <Could offer={offer} />
              </span>
            </Cell>
            <Cell hide="narrow" dim>
              <Could offer={offer} />
            </Cell>
            <Cell hide="narrow" dim>
              {offer.members.join(', ') || '–'}
            </Cell>
          </Row>
        ))}
      </Table>
      <div className="flex flex-wrap items-center gap-2">
        <button type="submit" name="act" value="give" className={buttonClass('primary')}>
          Give the ticked roles their permissions
        </button>
        <button type="submit" name="act" value="decline" className={buttonClass()}>
          Leave the ticked ones without
        </button>
        {more > 0 && <span className="text-ink-3">{more} more come after these.</span>}
      </div>
    </Form>
  );
}

function Choice({ offer, choices }: { offer: ImportOffer; choices: readonly string[] }) {
  // A role called like a built-in one most likely meant that one.
  const namesake = choices.find((role) => offer.name === `${role} (imported)`);
  return (
    <span className="mt-1 block pl-5.5">
      <select
        name={`as.${offer.id}`}
        aria-label={`What ${offer.name} may do`}
        defaultValue={namesake ?? ''}
        className={SELECT}
      >
        <option value="">Choose what it may…</option>
        {choices.map((role) => (
          <option key={role} value={role}>
            what {role} may
          </option>
        ))}
      </select>
    </span>
  );
}

function Could({ offer }: { offer: ImportOffer }) {
  const { permissions, lacking } = offer;
  return (
    <>
      {offer.isUnspecified && <span className="block">The store does not say what it permits.</span>}
      {permissions.map((line) => (
        <span key={line} className="block [overflow-wrap:anywhere]">
          {line}
        </span>
      ))}
      {lacking.length > 0 && (
        <span className="block text-stale">Not here, so it cannot be given: {lacking.join(', ')}</span>
      )}
    </>
  );
}

/** People who administered the store they come from, each to be decided by themselves. */
export function AdministratorOffers({ action, offers }: OffersProps) {
  return (
    <section className="mt-8">
      <h2 className="mb-1">Were administrators</h2>
      <p className="mb-3 max-w-[72ch] text-ink-2">
        An administrator may do everything here, in every project.
      </p>
      <ul className="flex flex-col">
        {offers.map(({ id, name }) => (
          <li key={id} className="border-t border-rule py-2">
            <Form action={action} className="flex flex-wrap items-center gap-x-4 gap-y-2">
              <input type="hidden" name="offer.0" value={id} />
              <span className="min-w-40 flex-1 font-medium [overflow-wrap:anywhere]">{name}</span>
              <span className="flex flex-wrap gap-2">
                <button type="submit" name="act" value="give" className={buttonClass()}>
                  Make {name} an administrator
                </button>
                <button type="submit" name="act" value="decline" className={buttonClass()}>
                  Leave {name} as they are
                </button>
              </span>
            </Form>
          </li>
        ))}
      </ul>
    </section>
  );
}
