import { createApi } from '@/lib/wire/api/app';

/** The doors for hosts where only Next runs; elsewhere `server.ts` answers before Next is asked. */
const api = createApi();
const handle = (request: Request) => api.fetch(request);

export const dynamic = 'force-dynamic';
export { handle as DELETE, handle as GET, handle as PATCH, handle as POST, handle as PUT };
