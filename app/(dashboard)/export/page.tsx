import type { Metadata } from 'next';
import { ExportForm } from '@/components/forms/export-form';
import { FormPage } from '@/components/forms/form-page';
import { Note } from '@/components/ui/note';
import { Snippet } from '@/components/ui/snippet';
import { url } from '@/lib/core/urls';
import { NO_ROOM } from '@/lib/faults/known-faults';
import { oneEach, type SearchParams } from '@/lib/next/load';
import { signedInCtx } from '@/lib/next/page-ctx';
import { listProjects } from '@/lib/projects/list-projects';
import { mayExport } from '@/lib/transfer/may-export';

export const metadata: Metadata = { title: 'Export' };

/** What a download can come back with. */
const PROBLEMS: Readonly<Record<string, string>> = {
  forbidden:
    'You may not export that: it takes artifact:read there, for ZenML pipeline_run:read, for secrets secret:read, and for the whole store an administrator.',
  not_found: 'There is no such project or model, or you cannot see it.',
  precondition: 'You signed in more than an hour ago.',
  invalid: 'Passwords go out only with the whole store.',
  busy: NO_ROOM,
  too_large: 'The store has more than 128 MB, too much for a SQLite file. Choose the LocalZenStore.',
};

export default async function ExportPage({ searchParams }: { searchParams: SearchParams }) {
  const ctx = await signedInCtx();
  const query = await oneEach(searchParams);
  const { items } = await listProjects(ctx, { limit: 200 });
  const may = await mayExport(ctx, items);
  const { project, model, problem } = query;
  const choice = { project: project ?? '', model: model ?? '' };
  const why =
    may.store || may.projects.length > 0 || choice.model !== ''
      ? null
      : 'There is no project here whose artifacts or runs you may read.';
  return (
    <FormPage
      title="Export"
      about="Models with their artifacts as MLTE stores them, or stacks, people and runs as ZenML does. Each opens its own as it is, and importing it here gives back the same, object by object. Earlier revisions, deleted things and the audit trail stay."
      why={why}
    >
      <div className="flex flex-col gap-6">
        {problem !== undefined && PROBLEMS[problem] !== undefined && (
          <Note tone="fail">
            {PROBLEMS[problem]}{' '}
            {problem === 'precondition' && (
              <a href={url.signInAgain(url.export(choice))} className="link whitespace-nowrap">
                Sign in again
              </a>
            )}
          </Note>
        )}
        <ExportForm action={url.exportDownload()} may={may} choice={choice} format={query['format']} />
        {may.store && (
          <Snippet
            title="Shell, on the server's machine, while no server uses the embedded database"
            code={'npm run export -- ./store\nnpm run export -- ./zen-store --format zenml'}
          />
        )}
      </div>
    </FormPage>
  );
}
