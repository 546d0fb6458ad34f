import type { Ctx } from '@/lib/core/ctx';
import { DomainError } from '@/lib/core/domain-error';
import { assignRole } from '@/lib/roles/assign-role';
import { readRole } from '@/lib/roles/read-role';
import { updateRole } from '@/lib/roles/update-role';
import { endOffer } from './end-offer';
import type { OfferedPermission } from './group-mapping';
import { authorizeOffers, findOffer, givablePermissions, isUnspecifiedOffer } from './import-offer';

interface GiveOffered {
  readonly offer: string;
  /** For a role of which nobody knows what it permitted: the role whose permissions it is given. */
  readonly as?: string;
}

/**
 * Gives what an import did not bring: to a role what its group permitted, on the models that are here, beside what it
 * permits by now (the rest waits on, `precondition` when none is here); to a person the role `admin` everywhere. By the verbs that do it anywhere, with their rules: the
 * actor must hold what they give, and have signed in within the hour. Gone then, and told in the audit trail.
 */
export async function giveOffered(ctx: Ctx, input: GiveOffered): Promise<void> {
  await authorizeOffers(ctx);
  const offer = await findOffer(ctx, input.offer);
  const end = (left: readonly OfferedPermission[]) =>
    endOffer(ctx, { offer: offer.id, found: offer, answer: 'given', left });
  if (offer.role === null) {
    await assignRole(ctx, { role: 'admin', user: offer.user });
    await end([]);
    return;
  }
  if (isUnspecifiedOffer(offer)) {
    const { permissions } = await readRole(ctx, { role: chosenRole(offer.role, input.as) });
    const own = await readRole(ctx, { role: offer.role });
    await updateRole(ctx, { role: offer.role, permissions: [...own.permissions, ...permissions] });
    await end([]);
    return;
  }
  const { given, lacking } = await givablePermissions(ctx, offer);
  if (given.length === 0)
    throw new DomainError(
      'precondition',
      `What role ${offer.role} was permitted something on is not here yet.`,
    );
  const { permissions } = await readRole(ctx, { role: offer.role });
  await updateRole(ctx, { role: offer.role, permissions: [...permissions, ...given] });
  await end(lacking);
}

function chosenRole(role: string, as: string | undefined): string {
  if (as !== undefined && as !== '') return as;
  throw new DomainError('invalid', `Choose the role whose permissions ${role} is to have.`);
}
