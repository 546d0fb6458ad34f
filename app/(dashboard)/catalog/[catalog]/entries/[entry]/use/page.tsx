import { EntryGone } from '@/app/(dashboard)/catalog/gone';
import { type EntryParams, openEntry } from '@/app/(dashboard)/catalog/open';
import { List } from '@/components/lists/list';
import { PageHead } from '@/components/ui/page-head';
import { listSuiteChoices, type SuiteChoice } from '@/lib/catalog/list-suite-choices';
import { url } from '@/lib/core/urls';
import { listStateOf } from '@/lib/next/lists/list-state';
import { loadPage, oneEach, type SearchParams } from '@/lib/next/load';

export const metadata = { title: 'Use in a suite' };

interface PageProps {
  readonly params: EntryParams;
  readonly searchParams: SearchParams;
}

/** Which model's suite the entry goes into. Choosing one opens its editor with the entry as a new case, unsaved. */
export default async function UseEntryPage({ params, searchParams }: PageProps) {
  const { ctx, at, found } = await openEntry(params);
  if (found.value === null) return <EntryGone at={at} absence={found.absence} />;
  const { catalog, identifier } = found.value;
  const path = url.part(url.catalogEntry(catalog, identifier), 'use');
  const list = listStateOf(path, await oneEach(searchParams), { sorts: ['name'] });
  const page = await loadPage(listSuiteChoices(ctx, list.input), list.path);
  return (
    <>
      <PageHead
        title={`Use ${identifier} in a suite`}
        under="Choose the suite that gets a new test case with this code. Its form opens; nothing is saved before you save there."
      />
      <List
        list={list}
        page={page}
        label="Models whose suites you may write"
        noun={['model', 'models']}
        search="Search models"
        keyOf={({ id }) => id}
        columns={[
          {
            label: 'Model',
            width: '45%',
            cell: ({ project, model }) => (
              <>
                <span className="font-medium">{model}</span>
                <span className="block text-ink-3 sm:hidden">{project}</span>
              </>
            ),
          },
          { label: 'Project', hide: 'narrow', dim: true, cell: ({ project }) => project },
          {
            label: 'Put it into',
            cell: (choice) => <Suites choice={choice} entry={{ catalog, identifier }} />,
          },
        ]}
        empty={
          <p className="border-t border-rule py-6 text-ink-2">
            There is no model whose suites you may write. Create one, or ask an administrator for the
            permission artifact:update on one.
          </p>
        }
      />
    </>
  );
}

function Suites({
  choice,
  entry,
}: {
  choice: SuiteChoice;
  entry: { readonly catalog: string; readonly identifier: string };
}) {
  const { project, model } = choice;
  if (!choice.hasVersion)
    return (
      <>
        <span className="text-ink-3">It has no version yet: </span>
        <a href={url.newVersion(project, model)} className="link">
          create one first<span className="sr-only"> of {model}</span>
        </a>
      </>
    );
  const suites: readonly (string | null)[] = choice.suites.length === 0 ? [null] : choice.suites;
  return (
    <ul className="flex flex-wrap gap-x-4 gap-y-1">
      {suites.map((suite) => (
        <li key={suite}>
          <a href={url.suiteWithEntry({ project, model, suite }, entry)} className="link">
            {suite === null ? 'a new suite' : <code>{suite}</code>}
            <span className="sr-only"> of {model}</span>
          </a>
        </li>
      ))}
    </ul>
  );
}
