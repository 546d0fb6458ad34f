import { AUDIT_FORMATS, exportAudit } from '@/lib/audit/export-audit';
import { url } from '@/lib/core/urls';
import { auditListStateOf } from '@/lib/next/lists/audit-list-state';
import { sendDownload } from '@/lib/next/send-download';

/** Sends what the form's filters leave of the audit. */
export const POST = (request: Request): Promise<Response> =>
  sendDownload(request, {
    make: (ctx, fields) => {
      const sent = fields.echo();
      const format = AUDIT_FORMATS.find((each) => each === sent['format']) ?? 'jsonl';
      return exportAudit(ctx, auditListStateOf(sent).choice, format);
    },
    back: (_, problem) => url.audit({ problem }),
  });
