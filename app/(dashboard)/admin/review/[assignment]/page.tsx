import { HistoryLink } from '@/app/(dashboard)/history-link';
import { OPERATION_WORDS } from '@/components/access/access-words';
import {
  dayWords,
  holderWords,
  membersText,
  ReviewState,
  usesText,
} from '@/components/access/review-columns';
import { ConfirmButton } from '@/components/forms/confirm-button';
import { Form } from '@/components/forms/form';
import { Submit } from '@/components/forms/submit';
import { Rows } from '@/components/lists/list';
import { PageHead } from '@/components/ui/page-head';
import { RelativeTime } from '@/components/ui/relative-time';
import { can } from '@/lib/access/authorize';
import { url } from '@/lib/core/urls';
import { load, names } from '@/lib/next/load';
import { signedInCtx } from '@/lib/next/page-ctx';
import { type AssignmentUse, readAssignmentReview } from '@/lib/reviews/read-assignment-review';
import { REVIEW_DAYS } from '@/lib/reviews/reviewed-assignment';
import { endReviewedAction, keepReviewedAction } from '../actions';

export const metadata = { title: 'Use of an assignment · Access review' };

/** What was used of one assignment, permission by permission, and by whom. */
export default async function ReviewedPage({ params }: { params: Promise<{ assignment: string }> }) {
  const ctx = await signedInCtx();
  const { assignment: id } = await names(params);
  const use = await load(readAssignmentReview(ctx, { id }));
  const { role, project, projectId, createdAt, createdBy, each, named, members } = use;
  const holder = holderWords(use);
  const where = project === null ? 'everywhere' : `on ${project}`;
  const mayDecide = await can(ctx, { operation: 'role_assignment', type: 'delete', projectId });
  return (
    <>
      <PageHead
        title={`${role} of ${holder}`}
        under={
          <>
            <ReviewState assignment={use} />
            <span aria-hidden="true" className="text-ink-3 max-sm:hidden">
              ·
            </span>
            <span>
              {where} · given by {createdBy} <RelativeTime at={createdAt} now={ctx.now} ago /> ·{' '}
              <LastUse use={use} />
            </span>
          </>
        }
        actions={
          <>
            <HistoryLink ctx={ctx} id={id} projectId={projectId} />
            {mayDecide && (
              <>
                <Form action={keepReviewedAction} className="flex flex-wrap items-center gap-2">
                  <input type="hidden" name="id" value={id} />
                  <Submit look="plain">Keep</Submit>
                </Form>
                <ConfirmButton
                  action={endReviewedAction}
                  fields={{ id }}
                  label="End"
                  question={`End the role ${role} of ${holder} ${where}? What comes through it alone ends at once.`}
                />
              </>
            )}
          </>
        }
      />
      <section aria-labelledby="permissions">
        <h2 id="permissions" className="mb-2">
          {usesText(use.usedPermissions, use.permissions)} used in the last {REVIEW_DAYS} days
        </h2>
        {use.lastUsed !== null && !each.some(({ lastUsed }) => lastUsed === use.lastUsed) && (
          <p className="mb-2 max-w-[72ch] text-ink-2">
            The use of {dayWords(use.lastUsed)} was by somebody who does not hold it any more, or of what the
            role does not permit any more.
          </p>
        )}
        {each.length === 0 ? (
          <p className="border-t border-rule py-4 text-ink-2">
            The role permits nothing {project === null ? '' : 'on a project'}: there is nothing to use.
          </p>
        ) : (
          <Rows
            label="What was used of each permission"
            items={each}
            keyOf={({ operation, type }) => `${operation}:${type}`}
            columns={[
              {
                label: 'Permission',
                cell: ({ operation, type }) => (
                  <>
                    {type} <span className="font-medium">{OPERATION_WORDS[operation]}</span>
                  </>
                ),
              },
              { label: 'Last used', dim: true, cell: ({ lastUsed }) => <Day day={lastUsed} /> },
              { label: 'Days', numeric: true, cell: ({ days }) => (days === 0 ? '' : days) },
              ...(members === null
                ? []
                : [
                    {
                      label: 'People',
                      numeric: true,
                      cell: ({ users }: AssignmentUse['each'][number]) => (users === 0 ? '' : users),
                    },
                  ]),
            ]}
          />
        )}
      </section>
      {members !== null && (
        <section aria-labelledby="members" className="mt-8">
          <h2 id="members" className="mb-2">
            Members: {membersText(members)}
          </h2>
          {named !== null && named.length > 0 && (
            <Rows
              label="Members"
              items={named}
              keyOf={({ name }) => name}
              columns={[
                {
                  label: 'Name',
                  cell: ({ name, isActive }) => (
                    <>
                      <a href={url.person(name)} className="font-medium">
                        {name}
                      </a>
                      {!isActive && <span className="text-ink-3"> deactivated</span>}
                    </>
                  ),
                },
                { label: 'Last used', dim: true, cell: ({ lastUsed }) => <Day day={lastUsed} /> },
              ]}
            />
          )}
        </section>
      )}
    </>
  );
}

function Day({ day }: { readonly day: string | null }) {
  return day === null ? <span className="text-ink-3">never</span> : dayWords(day);
}

function LastUse({ use: { lastUsed, kept } }: { readonly use: AssignmentUse }) {
  return (
    <>
      {lastUsed === null ? 'never used' : `last used on ${dayWords(lastUsed)}`}
      {kept !== null && ` · kept by ${kept.by}`}
    </>
  );
}
