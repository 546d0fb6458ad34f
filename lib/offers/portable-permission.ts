import { z } from 'zod';
import { OPERATIONS, PERMISSION_TYPES } from '@/db/schema';

/** A permission with the name of what it may be bound to, and the project where that is a model. */
export const PortablePermission = z.object({
  operation: z.enum(OPERATIONS),
  type: z.enum(PERMISSION_TYPES),
  project: z.string().nullable(),
  resource: z.string().nullable(),
});
export type PortablePermission = z.infer<typeof PortablePermission>;
