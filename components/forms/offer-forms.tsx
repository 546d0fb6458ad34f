import type { FormAction } from '@/lib/next/form-state';
import type { ImportOffer } from '@/lib/transfer/import-offer';
import { Cell, Row, Table } from '../lists/table';
import { buttonClass } from '../ui/button';
import { Form } from './form';

interface OffersProps {
  readonly action: FormAction;
  readonly offers: readonly ImportOffer[];
}

const BOX = 'size-3.5 accent-[var(--ink)]';

/** What imported groups could do, role by role, to be given or declined together. */
export function RoleOffers({ action, offers, count }: OffersProps & { readonly count: number }) {
  return (
    <Form action={action} className="flex flex-col gap-4">
      <Table
        label="Roles that arrived without permissions"
        columns={[
          { label: 'Role', width: '26%' },
          { label: 'Could' },
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
                  defaultChecked
                  className={`${BOX} mt-[3px] shrink-0`}
                />
                <span className="[overflow-wrap:anywhere]">{offer.name}</span>
              </label>
            </Cell>
            <Cell dim>
              {offer.permissions.join(', ')}
              {offer.lacking.length > 0 && (
                <span className="block text-stale">
                  Not to be given, the model is not here: {offer.lacking.join(', ')}
                </span>
              )}
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
        {count > offers.length && (
          <span className="text-ink-3">{count - offers.length} more come after these.</span>
        )}
      </div>
    </Form>
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
