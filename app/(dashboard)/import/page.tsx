import type { Metadata } from 'next';
import { FormPage } from '@/components/forms/form-page';
import { UploadForm } from '@/components/forms/upload-form';
import { Note } from '@/components/ui/note';
import { Snippet } from '@/components/ui/snippet';
import { url } from '@/lib/core/urls';
import { NO_ROOM } from '@/lib/faults/known-faults';
import { oneEach, type SearchParams } from '@/lib/next/load';
import { signedInCtx } from '@/lib/next/page-ctx';
import { whyNot } from '@/lib/next/why-not';
import { countImportOffers } from '@/lib/offers/list-import-offers';
import { listProjects } from '@/lib/projects/list-projects';

export const metadata: Metadata = { title: 'Import' };

/** What an upload without JavaScript can come back with. */
const PROBLEMS: Readonly<Record<string, string>> = {
  file: 'Choose a file first.',
  invalid: 'The file is no store that can be read, or something in it is unsafe.',
  too_large: 'The file is larger, or holds more, than an import may.',
  forbidden: 'You may not import into this project.',
  busy: NO_ROOM,
  not_found: 'The upload is not here any more. Uploads wait for an hour: upload the file again.',
};

export default async function ImportPage({ searchParams }: { searchParams: SearchParams }) {
  const ctx = await signedInCtx();
  const query = await oneEach(searchParams);
  const why = await whyNot(ctx, { operation: 'view_as', type: 'read', projectId: null });
  const { items } = await listProjects(ctx, { limit: 200 });
  const waiting = await countImportOffers(ctx);
  const problem = query['problem'] === undefined ? undefined : PROBLEMS[query['problem']];
  return (
    <FormPage
      title="Import a store"
      about="A store of MLTE or of ZenML 0.8 to 0.13, of at most 256 MB. First you see what would happen; nothing is written until you say so. Creators and times are kept. People arrive without permissions: roles arrive empty, and you decide what they may."
      why={why}
    >
      <div className="flex flex-col gap-6">
        {problem !== undefined && <Note tone="fail">{problem}</Note>}
        {waiting > 0 && (
          <Note tone="stale">
            {waiting === 1 ? 'One role or person' : `${waiting} roles and people`} of an import could do more
            where they come from.{' '}
            <a href={url.importOffers()} className="link whitespace-nowrap">
              Decide what they may
            </a>
          </Note>
        )}
        <dl className="grid gap-x-4 gap-y-1 text-ink-2 sm:grid-cols-[80px_1fr]">
          <dt className="font-medium text-ink">MLTE</dt>
          <dd>
            A file-system store as a zip, tar or tar.gz, or a <code>store_export.zip</code>: models with their
            artifacts, catalogs, lists and people.
          </dd>
          <dt className="font-medium text-ink">ZenML</dt>
          <dd>
            A profile’s folder or all of <code>~/.config/zenml</code> as a zip, tar or tar.gz, a{' '}
            <code>zenml.db</code>, or what <code>zenml stack export</code> wrote: runs, stacks, components,
            flavors, projects, teams and people.
          </dd>
        </dl>
        <UploadForm action={url.importUpload({})} projects={items.map(({ name }) => name)} />
        <Snippet
          title="Shell, on the server's machine: for larger stores"
          code="npm run import -- ./store --dry-run"
        />
      </div>
    </FormPage>
  );
}
