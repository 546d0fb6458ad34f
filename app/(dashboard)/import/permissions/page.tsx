import type { Metadata } from 'next';
import { FormPage } from '@/components/forms/form-page';
import { AdministratorOffers, RoleOffers } from '@/components/forms/offer-forms';
import { isDomainError } from '@/lib/core/domain-error';
import { signedInCtx } from '@/lib/next/page-ctx';
import { listImportOffers } from '@/lib/offers/list-import-offers';
import { listRoles } from '@/lib/roles/list-roles';
import { answerOffersAction } from './actions';

export const metadata: Metadata = { title: 'Permissions of imported roles' };

export default async function ImportedPermissionsPage() {
  const ctx = await signedInCtx();
  const found = await listImportOffers(ctx).catch((error: unknown) => {
    if (isDomainError(error) && error.code === 'forbidden') return error.message;
    throw error;
  });
  const [why, offers] = typeof found === 'string' ? [found, null] : [null, found];
  const roles = (offers?.items ?? []).filter(({ kind }) => kind === 'role');
  const choices = (offers === null ? [] : await listRoles(ctx))
    .filter(({ origin }) => origin === 'built_in')
    .map(({ name }) => name);
  const administrators = (offers?.items ?? []).filter(({ kind }) => kind === 'administrator');
  return (
    <FormPage
      wide
      title="Permissions of imported roles"
      about="Roles and groups arrive without permissions, and nobody arrives as an administrator. This is what they could do in the store they come from; where that store does not say it, you choose. Nothing of it holds here until you give it; what you leave waits on this page."
      why={why}
    >
      {offers?.items.length === 0 && <p className="text-ink-2">Nothing waits for an answer.</p>}
      {roles.length > 0 && (
        <RoleOffers
          action={answerOffersAction}
          offers={roles}
          choices={choices}
          more={(offers?.count ?? 0) - (offers?.items.length ?? 0)}
        />
      )}
      {administrators.length > 0 && (
        <AdministratorOffers action={answerOffersAction} offers={administrators} />
      )}
    </FormPage>
  );
}
