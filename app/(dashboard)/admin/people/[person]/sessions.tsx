import { ConfirmButton } from '@/components/forms/confirm-button';
import { Rows } from '@/components/lists/list';
import { RelativeTime } from '@/components/ui/relative-time';
import type { Ctx } from '@/lib/core/ctx';
import { listSessions, readsSessions } from '@/lib/sign-in/list-sessions';
import { browserName } from '../../../account/browser-name';
import { endPersonSessionAction, endPersonSessionsAction } from '../actions';

/** Browsers that are signed in as somebody, for who may end them. */
export async function Sessions({ ctx, user }: { readonly ctx: Ctx; readonly user: string }) {
  if (!(await readsSessions(ctx))) return null;
  const sessions = await listSessions(ctx, { user });
  const { now } = ctx;
  return (
    <section aria-labelledby="sessions">
      <div className="mb-1 flex items-baseline justify-between gap-4">
        <h2 id="sessions">
          Sessions <span className="font-normal text-ink-3">{sessions.length}</span>
        </h2>
        {sessions.length > 0 && (
          <ConfirmButton
            action={endPersonSessionsAction}
            fields={{ user }}
            label="End all sessions"
            question={`End every session of ${user}? Python clients that are signed in have to sign in again, too; API tokens stay.`}
          />
        )}
      </div>
      {sessions.length === 0 ? (
        <p className="border-t border-rule py-2 text-ink-3">No browser is signed in.</p>
      ) : (
        <Rows
          label="Sessions"
          items={sessions}
          keyOf={({ id }) => id}
          columns={[
            { label: 'Browser', cell: ({ userAgent }) => browserName(userAgent) },
            {
              label: 'Address',
              hide: 'narrow',
              dim: true,
              cell: ({ address }) => <code>{address ?? '–'}</code>,
            },
            {
              label: 'Signed in',
              hide: 'narrow',
              dim: true,
              cell: ({ createdAt }) => <RelativeTime at={createdAt} now={now} ago />,
            },
            {
              label: 'Last seen',
              dim: true,
              cell: ({ lastSeenAt }) => <RelativeTime at={lastSeenAt} now={now} ago />,
            },
            {
              label: 'End',
              numeric: true,
              cell: ({ id, userAgent, current }) =>
                current ? (
                  <span className="text-ink-3">this one</span>
                ) : (
                  <ConfirmButton
                    action={endPersonSessionAction}
                    fields={{ id }}
                    label="End"
                    question={`End the session of ${user} in ${browserName(userAgent)}?`}
                  />
                ),
            },
          ]}
        />
      )}
    </section>
  );
}
