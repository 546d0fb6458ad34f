import type { Metadata } from 'next';
import { FormPage } from '@/components/forms/form-page';
import { AdministratorOffers, RoleOffers } from '@/components/forms/offer-forms';
import { isDomainError } from '@/lib/core/domain-error';
import { signedInCtx } from '@/lib/next/page-ctx';
import { listImportOffers } from '@/lib/transfer/list-import-offers';
import { answerOffers } from './actions';

export const metadata: Metadata = { title: 'Permissions of imported groups' };

export default async function ImportedPermissionsPage() {
  const ctx = await signedInCtx();
  const found = await listImportOffers(ctx).catch((error: unknown) => {
    if (isDomainError(error) && error.code === 'forbidden') return error.message;
    throw error;
  });
  const [why, offers] = typeof found === 'string' ? [found, null] : [null, found];
  const roles = (offers?.items ?? []).filter(({ kind }) => kind === 'role');
  const administrators = (offers?.items ?? []).filter(({ kind }) => kind === 'administrator');
  return (
    <FormPage
      wide
      title="Permissions of imported groups"
      about="Groups arrive as roles without permissions, and nobody arrives as an administrator. This is what they could do in the store they come from. Nothing of it holds here until you give it; what you leave waits on this page."
      why={why}
    >
      {offers?.items.length === 0 && <p className="text-ink-2">Nothing waits for you here.</p>}
      {roles.length > 0 && (
        <RoleOffers
          action={answerOffers}
          offers={roles}
          more={(offers?.count ?? 0) - (offers?.items.length ?? 0)}
        />
      )}
      {administrators.length > 0 && <AdministratorOffers action={answerOffers} offers={administrators} />}
    </FormPage>
  );
}
