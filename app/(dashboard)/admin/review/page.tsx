import type { Metadata } from 'next';
import { dayWords, holderWords, REVIEW_FORM, reviewColumns } from '@/components/access/review-columns';
import { ConfirmButton } from '@/components/forms/confirm-button';
import { Act, ActOnTicked, AskedAct } from '@/components/forms/ticked';
import { EmptyYet } from '@/components/lists/empty';
import { List } from '@/components/lists/list';
import { buttonClass } from '@/components/ui/button';
import { Note } from '@/components/ui/note';
import { PageHead } from '@/components/ui/page-head';
import { adminPages } from '@/lib/access/admin-pages';
import type { Ctx } from '@/lib/core/ctx';
import { isDomainError } from '@/lib/core/domain-error';
import { url } from '@/lib/core/urls';
import { EVERYWHERE } from '@/lib/next/lists/assignment-list-state';
import { reviewListStateOf } from '@/lib/next/lists/review-list-state';
import { loadPage, oneEach, type SearchParams } from '@/lib/next/load';
import { signedInCtx } from '@/lib/next/page-ctx';
import { listProjects } from '@/lib/projects/list-projects';
import { type ReviewAssignments, reviewAssignments } from '@/lib/reviews/review-assignments';
import { REVIEW_DAYS, type ReviewedAssignment } from '@/lib/reviews/reviewed-assignment';
import { changeableOf } from '../assignments/acts';
import { assignable } from '../assignments/assignable';
import { NoConsole } from '../no-console';
import { optionsOf } from '../options-of';
import { endReviewedAction, reviewAction } from './actions';

export const metadata: Metadata = { title: 'Access review' };

const STATES = [
  { value: 'kept', label: 'kept' },
  { value: 'young', label: 'not used yet' },
  { value: 'used', label: 'used' },
  { value: 'all', label: 'all' },
];

/** Assignments that nobody used for long, each to be kept or ended. */
export default async function ReviewPage({ searchParams }: { searchParams: SearchParams }) {
  const ctx = await signedInCtx();
  const query = await oneEach(searchParams);
  if (!(await adminPages(ctx)).includes('review')) return <NoConsole />;
  const { list, input } = reviewListStateOf(query);
  const page = await loadPage(reviewOrNone(ctx, input), list.path);
  const { roles, teams } = await assignable(ctx);
  const { items: projects } = await listProjects(ctx, { limit: 200 });
  const changeable = await changeableOf(ctx, page.items);
  const may = ({ projectId }: ReviewedAssignment) => changeable.has(projectId);
  const isEarly = page.unusedFrom > ctx.now.toISOString().slice(0, 10);
  return (
    <>
      <PageHead
        title="Access review"
        under={`Roles that nobody used where they are assigned for ${REVIEW_DAYS} days: keep each for as long again, or end it.`}
      />
      {isEarly && (
        <div className="mb-4">
          <Note>
            Uses are counted since {dayWords(page.countedSince)}: nothing can be called unused before{' '}
            {dayWords(page.unusedFrom)}.
          </Note>
        </div>
      )}
      <List
        list={list}
        page={page}
        label="Access review"
        noun={['assignment', 'assignments']}
        search="Part of a person, team or role"
        choices={[
          { name: 'state', label: 'state', first: 'unused', options: STATES },
          { name: 'role', label: 'role', options: optionsOf(roles, list.filter.role) },
          { name: 'team', label: 'team', options: optionsOf(teams, list.filter.team) },
          {
            name: 'in',
            label: 'where',
            options: [
              { value: EVERYWHERE, label: 'everywhere' },
              ...optionsOf(projects, list.filter.in === EVERYWHERE ? undefined : list.filter.in),
            ],
          },
          ...(list.filter.user === undefined
            ? []
            : [{ name: 'user', label: 'person', options: optionsOf([], list.filter.user) }]),
        ]}
        keyOf={({ id }) => id}
        columns={reviewColumns(ctx.now, {
          may,
          placeOf: (assignment) => page.items.indexOf(assignment),
          acts: (assignment) => <Acts assignment={assignment} />,
        })}
        empty={
          <EmptyYet title={isEarly ? 'Too early to say' : 'Nothing is unused'}>
            <p className="text-ink-2">
              {isEarly
                ? 'What people use of their roles is being counted. '
                : `Every role that is assigned was used in the last ${REVIEW_DAYS} days, is younger than that, or was kept. `}
              <a href={url.review({ state: 'all' })} className="link">
                Show what is used of each
              </a>
            </p>
          </EmptyYet>
        }
      />
      <ActOnTicked form={REVIEW_FORM} name="assignments" action={reviewAction} hasRows={page.items.some(may)}>
        <Act act="keep">Keep</Act>
        <AskedAct label="End" act="end">
          End the ticked assignments? What comes through them alone ends at once.
        </AskedAct>
      </ActOnTicked>
    </>
  );
}

function Acts({ assignment }: { readonly assignment: ReviewedAssignment }) {
  const { id, role, project } = assignment;
  const holder = holderWords(assignment);
  return (
    <span className="relative z-[1] flex flex-wrap justify-end gap-1.5">
      <button type="submit" form={REVIEW_FORM} name="only" value={id} className={buttonClass()}>
        Keep<span className="sr-only">{` ${role} of ${holder}`}</span>
      </button>
      <ConfirmButton
        action={endReviewedAction}
        fields={{ id }}
        label="End"
        question={`End the role ${role} of ${holder} ${project === null ? 'everywhere' : `on ${project}`}? What comes through it alone ends at once.`}
      />
    </span>
  );
}

/** Nothing where a filter names what is not there, or not for this reader. */
async function reviewOrNone(ctx: Ctx, input: ReviewAssignments) {
  try {
    return await reviewAssignments(ctx, input);
  } catch (error) {
    if (!isDomainError(error) || error.code !== 'not_found') throw error;
    const { countedSince, unusedFrom } = await reviewAssignments(ctx, { limit: 1 });
    return { items: [], count: 0, next: null, previous: null, countedSince, unusedFrom } as const;
  }
}
