import { LinkButton } from '@/components/ui/button';
import { can } from '@/lib/access/authorize';
import type { Ctx } from '@/lib/core/ctx';
import { url } from '@/lib/core/urls';

interface HistoryLinkProps {
  readonly ctx: Ctx;
  /** Row id of what the page is about. */
  readonly id: string;
  /** Where it lies; null for what lies in no project. */
  readonly projectId: string | null;
}

/** Leads from an object's page to what the audit tells of it; nothing for who may not read that. */
export async function HistoryLink({ ctx, id, projectId }: HistoryLinkProps) {
  const mayRead = await can(ctx, { operation: 'audit', type: 'read', projectId });
  return mayRead ? <LinkButton href={url.audit({ object: id })}>History</LinkButton> : null;
}
