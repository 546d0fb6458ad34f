import { url } from '@/lib/core/urls';
import { EXPORT_FORMATS, exportStore } from '@/lib/mlte/export/export-store';
import { sendDownload } from '@/lib/next/send-download';
import { exportZen, ZEN_FORMATS } from '@/lib/zenml/export-zen';

/** The ZenML format that was chosen, or null with the MLTE one. */
function formatOf(requested: string | undefined) {
  const zen = ZEN_FORMATS.find((each) => each === requested) ?? null;
  return { zen, format: EXPORT_FORMATS.find((each) => each === requested) ?? 'zip' };
}

/** Sends an export of the store, a project or a model; a refusal leads back to the form, which says why. */
export const POST = (request: Request): Promise<Response> =>
  sendDownload(request, {
    make: (ctx, fields) => {
      const choice = { project: fields.text('project'), model: fields.text('model') };
      const { zen, format } = formatOf(fields.text('format'));
      return zen === null
        ? exportStore(ctx, { ...choice, withPasswords: fields.checked('passwords') }, format)
        : exportZen(ctx, { project: choice.project, withSecrets: fields.checked('secrets') }, zen);
    },
    back: ({ project = '', model = '', format: requested }, problem) => {
      const { zen, format } = formatOf(requested);
      return url.export({ project, model, ...(problem !== undefined && { format: zen ?? format, problem }) });
    },
  });
