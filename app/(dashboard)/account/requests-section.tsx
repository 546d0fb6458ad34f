import { DURATION_WORDS } from '@/components/access/request-words';
import { ConfirmButton } from '@/components/forms/confirm-button';
import { Rows } from '@/components/lists/list';
import { askedWords } from '@/components/requests/request-columns';
import { RequestState } from '@/components/requests/request-state';
import { RelativeTime } from '@/components/ui/relative-time';
import type { AccessRequest } from '@/lib/requests/request';
import { withdrawRequestAction } from './actions';
import { Section } from './section';

/** What one asked to be allowed, and what became of it. */
export function RequestsSection({
  requests,
  now,
}: {
  readonly requests: readonly AccessRequest[];
  readonly now: Date;
}) {
  return (
    <Section
      id="requests"
      title="Requests"
      about="What you asked to be allowed, where a control was refused to you. What was granted ends by itself."
    >
      {requests.length === 0 ? (
        <p className="border-t border-rule py-2 text-ink-3">You have asked for nothing.</p>
      ) : (
        <Rows
          label="Requests"
          items={requests}
          keyOf={({ id }) => id}
          columns={[
            {
              label: 'Request',
              cell: (request) => (
                <>
                  <span className="font-medium [overflow-wrap:anywhere]">{askedWords(request)}</span>
                  <span className="block text-ink-3">
                    {request.role === null ? '' : `as ${request.role}, `}for{' '}
                    {DURATION_WORDS[request.duration]}
                  </span>
                  {request.state === 'pending' && (
                    <span className="mt-1.5 block">
                      <ConfirmButton
                        action={withdrawRequestAction}
                        fields={{ id: request.id }}
                        label="Withdraw"
                        question={`Withdraw the request to ${askedWords(request)}?`}
                      />
                    </span>
                  )}
                </>
              ),
            },
            {
              label: 'Asked',
              hide: 'narrow',
              dim: true,
              cell: ({ createdAt }) => <RelativeTime at={createdAt} now={now} ago />,
            },
            {
              label: 'State',
              cell: (request) => (
                <>
                  <RequestState request={request} now={now} />
                  {request.answerNote !== null && (
                    <span className="block text-ink-2 [overflow-wrap:anywhere]">{request.answerNote}</span>
                  )}
                </>
              ),
            },
          ]}
        />
      )}
    </Section>
  );
}
