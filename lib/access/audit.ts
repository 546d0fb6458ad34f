import type { Transaction } from '@/db/client';
import type { Ctx } from '@/lib/core/ctx';
import { audit as auditDeclared, type AuditEvent as Declared } from '@/lib/writes/audit';

export type AuditEvent = Omit<Declared, 'action'> & { readonly action: string };
export const audit = (tx: Transaction, ctx: Ctx, event: AuditEvent): Promise<void> =>
  auditDeclared(tx, ctx, event as Declared);
