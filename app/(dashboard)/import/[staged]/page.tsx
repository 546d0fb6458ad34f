import type { Metadata } from 'next';
import { headers } from 'next/headers';
import { applyStagedAction } from '@/app/(dashboard)/import/actions';
import { ImportForm } from '@/components/forms/import-form';
import { Submit } from '@/components/forms/submit';
import { ChoiceForm, ImportConflicts } from '@/components/models/import-conflicts';
import { Profiles } from '@/components/models/import-profiles';
import { ImportReportView } from '@/components/models/import-report';
import { LinkButton } from '@/components/ui/button';
import { PageHead } from '@/components/ui/page-head';
import { isDomainError } from '@/lib/core/domain-error';
import { url } from '@/lib/core/urls';
import { shortReport } from '@/lib/import-report/report';
import { go } from '@/lib/next/go';
import { names, oneEach, type SearchParams } from '@/lib/next/load';
import { signedInCtx } from '@/lib/next/page-ctx';
import { importStaged } from '@/lib/transfer/import-upload';
import { conflictChoicesOf, conflictField } from '@/lib/zenml/conflicts/zen-conflicts';

export const metadata: Metadata = { title: 'Import' };

interface PageProps {
  readonly params: Promise<{ staged: string }>;
  readonly searchParams: SearchParams;
}

/** Whether the request is a form's, sent without JavaScript. */
async function isAnswer(): Promise<boolean> {
  return (await headers()).get('content-type')?.startsWith('multipart/form-data') ?? false;
}

export default async function ImportReportPage({ params, searchParams }: PageProps) {
  const ctx = await signedInCtx();
  const { staged } = await names(params);
  const query = await oneEach(searchParams);
  const project = query['project'] || null;
  const overwrite = query['overwrite'] === 'on';
  const profile = query['profile'] || null;
  const conflicts = conflictChoicesOf(Object.entries(query));
  const chosen = Object.fromEntries([...conflicts.each].map(([key, choice]) => [conflictField(key), choice]));
  const input = { staged, project, profile, overwrite, conflicts };
  const report = await importStaged(ctx, { ...input, dryRun: true }).then(
    (plan) => shortReport(plan.report),
    async (error: unknown) => {
      if (!isDomainError(error)) throw error;
      // Without JavaScript the page is made anew to show what was done, and the upload is gone by then.
      if (error.code === 'not_found' && (await isAnswer())) return null;
      return go(url.importProblem(error.code));
    },
  );
  const clashes = report?.conflicts ?? [];
  const writes = report === null ? 0 : report.totals.take + report.totals.replace;
  return (
    <>
      <PageHead
        title={
          report === null || report.projects.length === 0
            ? 'Import'
            : `Import into ${report.projects.join(', ')}`
        }
      />
      {report?.profiles !== undefined && report.profiles.length > 0 && (
        <Profiles
          names={report.profiles}
          chosen={profile}
          href={(name) =>
            url.importReport(staged, { project: project ?? undefined, profile: name ?? undefined })
          }
        />
      )}
      {clashes.length > 0 && (
        <ChoiceForm
          path={url.importReport(staged, {})}
          kept={{ project: project ?? undefined, profile: profile ?? undefined }}
        />
      )}
      <ImportForm
        action={applyStagedAction}
        plan={
          report !== null && (
            <>
              {clashes.length > 0 && <ImportConflicts conflicts={clashes} choiceName={conflictField} />}
              <ImportReportView report={report} />
            </>
          )
        }
      >
        <input type="hidden" name="staged" value={staged} />
        <input type="hidden" name="project" value={project ?? ''} />
        <input type="hidden" name="profile" value={profile ?? ''} />
        <input type="hidden" name="overwrite" value={overwrite ? 'on' : ''} />
        <input type="hidden" name="conflicts" value={new URLSearchParams(chosen).toString()} />
        <div className="flex flex-wrap gap-2">
          {writes > 0 && (
            <Submit busy="Importing…">
              Import {writes} {writes === 1 ? 'object' : 'objects'}
            </Submit>
          )}
          <LinkButton href={url.import()}>{writes > 0 ? 'Cancel' : 'Back'}</LinkButton>
        </div>
      </ImportForm>
    </>
  );
}
