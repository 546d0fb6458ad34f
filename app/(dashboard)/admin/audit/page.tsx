import type { Metadata } from 'next';
import { AuditActions } from '@/components/audit/audit-actions';
import { AuditFilterBar } from '@/components/audit/audit-filter-bar';
import { AuditStateLine, BrokenChains } from '@/components/audit/audit-state-line';
import { EventList } from '@/components/audit/event-list';
import { VerifyYourself } from '@/components/audit/verify-yourself';
import { NoMatch } from '@/components/lists/empty';
import { Pager } from '@/components/lists/pager';
import { Note } from '@/components/ui/note';
import { PageHead } from '@/components/ui/page-head';
import { adminPages } from '@/lib/access/admin-pages';
import { type AuditRecord, listAuditEvents } from '@/lib/audit/list-audit-events';
import { readAuditState } from '@/lib/audit/read-audit-state';
import type { Ctx } from '@/lib/core/ctx';
import type { Page } from '@/lib/core/cursor';
import { isDomainError } from '@/lib/core/domain-error';
import { type AuditListState, auditListStateOf } from '@/lib/next/lists/audit-list-state';
import { loadPage, oneEach, type SearchParams } from '@/lib/next/load';
import { signedInCtx } from '@/lib/next/page-ctx';
import { NoConsole } from '../no-console';
import { verifyAction } from './actions';

export const metadata: Metadata = { title: 'Audit' };

export default async function AuditPage({ searchParams }: { searchParams: SearchParams }) {
  const ctx = await signedInCtx();
  const params = await oneEach(searchParams);
  if (!(await adminPages(ctx)).includes('audit')) return <NoConsole />;
  const listState = auditListStateOf(params);
  const state = await readAuditState(ctx);
  const { page, lacksProject } = await events(ctx, listState);
  const isOne = listState.choice.event !== undefined;
  return (
    <>
      <PageHead
        title="Audit"
        under={
          <>
            <AuditStateLine state={state} now={ctx.now} />
            <span aria-hidden="true">·</span>
            <VerifyYourself verify={verifyAction} />
          </>
        }
        actions={
          <AuditActions
            verify={verifyAction}
            isBegun={state.verified > 0 && state.verifiedTo === null && state.broken.length === 0}
            kept={listState.kept}
            count={page.count}
          />
        }
      />
      <BrokenChains state={state} />
      {params['problem'] !== undefined && (
        <div className="mb-4">
          <Note tone="fail">Nothing was exported. Look whether the filters mean what you may read.</Note>
        </div>
      )}
      <AuditFilterBar
        listState={listState}
        offered={{
          user: page.items.flatMap(({ actor, actorId }) => (actorId === null ? [] : [actor])),
          project: page.items.flatMap(({ project }) => (project === null ? [] : [project])),
        }}
        named={page.items[0]?.resourceName ?? null}
      />
      {lacksProject && (
        <p className="border-t border-rule py-6 text-ink-2">
          There is no project {listState.choice.project}, or you may not read it.
        </p>
      )}
      {!lacksProject && page.items.length === 0 && <NoMatch clearHref={listState.list.path} noun="events" />}
      {page.items.length > 0 && (
        <>
          <EventList events={page.items} now={ctx.now} open={isOne} />
          <Pager
            shown={page.items.length}
            count={page.count}
            noun={['event', 'events']}
            nextHref={listState.list.page(page.next)}
            previousHref={listState.list.page(page.previous)}
          />
        </>
      )}
    </>
  );
}

const NONE: Page<AuditRecord> = { items: [], next: null, previous: null, count: 0 };

/** The page of events that is asked for; none where it asks for a project that the reader does not see. */
async function events(ctx: Ctx, { list, choice, after }: AuditListState) {
  const listed = listAuditEvents(ctx, { ...choice, ...(after !== undefined && { after }) }).catch(
    (error: unknown) => {
      if (choice.project !== undefined && isDomainError(error) && error.code === 'not_found') return null;
      throw error;
    },
  );
  const page = await loadPage(listed, list.path);
  return { page: page ?? NONE, lacksProject: page === null };
}
