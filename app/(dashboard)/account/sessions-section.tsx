import { ConfirmButton } from '@/components/forms/confirm-button';
import { Cell, Row, Table } from '@/components/lists/table';
import { RelativeTime } from '@/components/ui/relative-time';
import type { Session } from '@/lib/sign-in/list-sessions';
import { endOtherSessionsAction, endSessionAction } from './actions';
import { browserName } from './browser-name';
import { Section } from './section';

/** Browsers that are signed in to this account. */
export function SessionsSection({ sessions, now }: { sessions: readonly Session[]; now: Date }) {
  return (
    <Section
      id="sessions"
      title="Sessions"
      about="Browsers signed in to this account. A session ends after seven days without use, and thirty days after its sign-in in any case."
    >
      <Table
        label="Sessions"
        columns={[
          { label: 'Browser' },
          { label: 'Address', hide: 'narrow' },
          { label: 'Signed in', hide: 'narrow' },
          { label: 'Last seen' },
          { label: 'End', numeric: true },
        ]}
      >
        {sessions.map((session) => (
          <Row key={session.id}>
            <Cell>
              {browserName(session.userAgent)}
              {session.current && <span className="text-ink-3"> · this one</span>}
            </Cell>
            <Cell hide="narrow" dim>
              <code>{session.address ?? '–'}</code>
            </Cell>
            <Cell hide="narrow" dim>
              <RelativeTime at={session.createdAt} now={now} ago />
            </Cell>
            <Cell dim>
              <RelativeTime at={session.lastSeenAt} now={now} ago />
            </Cell>
            <Cell numeric>
              {!session.current && (
                <ConfirmButton
                  action={endSessionAction}
                  fields={{ id: session.id }}
                  label="End"
                  question={`End the session in ${browserName(session.userAgent)}? It has to sign in again.`}
                />
              )}
            </Cell>
          </Row>
        ))}
      </Table>
      {sessions.length > 1 && (
        <div className="pt-3">
          <ConfirmButton
            action={endOtherSessionsAction}
            fields={{}}
            label={`End the ${sessions.length - 1} other ${sessions.length === 2 ? 'session' : 'sessions'}`}
            question="End every session but this one? Python clients that are signed in have to sign in again, too."
          />
        </div>
      )}
    </Section>
  );
}
