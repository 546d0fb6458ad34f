import type { RequiredPermission } from '@/lib/access/authorize';
import { authorizeOpenly } from '@/lib/access/authorize';
import type { Ctx } from '@/lib/core/ctx';

/**
 * What reading the system asks for: it tells what the server did and for which clients, as the audit of the whole store
 * tells what people did.
 */
export const READS_SYSTEM = {
  operation: 'audit',
  type: 'read',
  projectId: null,
} as const satisfies RequiredPermission;

/** Lets who may read the system go on, or throws `forbidden`. */
export const authorizeSystem = (ctx: Ctx): Promise<void> => authorizeOpenly(ctx, READS_SYSTEM);
