import 'server-only';
import { type Runtime, runtime } from '@/lib/core/runtime';

/** What answers this request, for who tells of that. */
export const thisServer = (): Pick<Runtime, 'env' | 'database'> => runtime();
