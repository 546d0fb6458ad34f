import { clearView } from '@/db/queries/views';
import type { Ctx } from '@/lib/core/ctx';
import type { AuditAction } from '@/lib/writes/actions';
import { declareWrite } from '@/lib/writes/write';

/**
 * How a view ended: by a press, by its time, with the viewer's permission, with the person's account, with a sign-out, or
 * with the session, which somebody ended. Stored in the audit.
 */
export type ViewEnding = 'stopped' | 'time' | 'permission' | 'account' | 'sign_out' | 'session';

/** The audit event of a view: what is told of is the person, and who acts the viewer. */
export const viewEvent = <Action extends AuditAction>(
  action: Action,
  { id, name }: { readonly id: string; readonly name: string },
) => ({ action, resourceType: 'user', resourceId: id, resourceName: name, projectId: null }) as const;

/** Ends the view of a session that has shown its secret, where it has one. */
export const endView = declareWrite({
  verb: 'endView',
  asks: ['shown secret'],
  audits: ['user.view_as_end'],
  example: async ({ ownSession }) => ({
    session: await ownSession({ viewing: true }),
    ending: 'stopped' as const,
  }),
  ready: async (_: Ctx, input: { session: string; ending: ViewEnding }) => input,
  write: async ({ tx, tell, tellNothing }, { session, ending }): Promise<void> => {
    const person = await clearView(tx, session);
    if (person === null) tellNothing();
    else tell({ ...viewEvent('user.view_as_end', person), details: { ending } });
  },
});
