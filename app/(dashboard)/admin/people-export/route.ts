import { url } from '@/lib/core/urls';
import { peopleListStateOf } from '@/lib/next/lists/people-list-state';
import { sendDownload } from '@/lib/next/send-download';
import { exportPeople } from '@/lib/people/export-people';

/** Sends what the form's filters leave of the people. */
export const POST = (request: Request): Promise<Response> =>
  sendDownload(request, {
    make: (ctx, fields) => {
      const { after: _, ...choice } = peopleListStateOf(fields.echo()).input;
      return exportPeople(ctx, choice);
    },
    back: () => url.people(),
  });
