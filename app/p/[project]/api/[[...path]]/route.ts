import { createApi } from '@/lib/wire/api/app';

/** The artifact door of one project, for hosts where only Next runs. */
const api = createApi();
const handle = (request: Request) => api.fetch(request);

export const dynamic = 'force-dynamic';
export { handle as DELETE, handle as GET, handle as PATCH, handle as POST, handle as PUT };
