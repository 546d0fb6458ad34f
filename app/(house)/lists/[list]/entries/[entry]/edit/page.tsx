import { Submit } from '@/components/forms/fields';
import { Form } from '@/components/forms/form';
import { FormPage } from '@/components/forms/form-page';
import { ActionLink } from '@/components/ui/action-link';
import { LinkButton } from '@/components/ui/button';
import { Nothing } from '@/components/ui/nothing';
import { url } from '@/lib/core/urls';
import { needOfList, parentList } from '@/lib/lists/list';
import { readEntry } from '@/lib/lists/read-entry';
import { find, names } from '@/lib/next/load';
import { signedInCtx } from '@/lib/next/page-ctx';
import { whyNot } from '@/lib/next/why-not';
import { editEntry } from '../../../../actions';
import { EntryFields } from '../../../../entry-fields';
import { parentNames } from '../../../../parents';

export const metadata = { title: 'Edit entry' };

interface PageProps {
  readonly params: Promise<{ list: string; entry: string }>;
}

export default async function EditEntryPage({ params }: PageProps) {
  const [ctx, at] = [await signedInCtx(), await names(params)];
  const { value: entry } = await find(readEntry(ctx, { list: at.list, name: at.entry }));
  if (entry === null) return <Nothing />;
  const [why, mayDelete] = [
    await whyNot(ctx, needOfList('update', entry.list)),
    await whyNot(ctx, needOfList('delete', entry.list)),
  ];
  return (
    <FormPage title={entry.name} about={why === null ? undefined : entry.description} why={why}>
      <Form action={editEntry}>
        <input type="hidden" name="list" value={entry.list} />
        <input type="hidden" name="name" value={entry.name} />
        <EntryFields parents={await parentNames(ctx, parentList(entry.list))} entry={entry} />
        <div className="flex flex-wrap gap-2">
          <Submit>Save</Submit>
          <LinkButton href={url.list(entry.list)}>Cancel</LinkButton>
          <span className="flex-1" />
          <ActionLink label="Delete" href={url.listEntry(entry.list, entry.name, 'delete')} why={mayDelete} />
        </div>
      </Form>
    </FormPage>
  );
}
