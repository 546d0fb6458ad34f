import { editEntryAction } from '@/app/(dashboard)/lists/actions';
import { EntryFields } from '@/app/(dashboard)/lists/entry-fields';
import { parentNames } from '@/app/(dashboard)/lists/parents';
import { ActionLink } from '@/components/access/action-link';
import { Form } from '@/components/forms/form';
import { FormPage } from '@/components/forms/form-page';
import { Submit } from '@/components/forms/submit';
import { LinkButton } from '@/components/ui/button';
import { Nothing } from '@/components/ui/nothing';
import { url } from '@/lib/core/urls';
import { needOfList, parentList } from '@/lib/lists/list';
import { readListEntry } from '@/lib/lists/read-list-entry';
import { find, names } from '@/lib/next/load';
import { signedInCtx } from '@/lib/next/page-ctx';
import { whyNot } from '@/lib/next/why-not';

export const metadata = { title: 'Edit entry' };

interface PageProps {
  readonly params: Promise<{ list: string; entry: string }>;
}

export default async function EditEntryPage({ params }: PageProps) {
  const ctx = await signedInCtx();
  const at = await names(params);
  const { value: entry } = await find(readListEntry(ctx, { list: at.list, name: at.entry }));
  if (entry === null) return <Nothing />;
  const why = await whyNot(ctx, needOfList('update', entry.list));
  const mayDelete = await whyNot(ctx, needOfList('delete', entry.list));
  return (
    <FormPage title={entry.name} about={why === null ? undefined : entry.description} why={why}>
      <Form action={editEntryAction}>
        <input type="hidden" name="list" value={entry.list} />
        <input type="hidden" name="name" value={entry.name} />
        <EntryFields parents={await parentNames(ctx, parentList(entry.list))} entry={entry} />
        <div className="flex flex-wrap gap-2">
          <Submit>Save</Submit>
          <LinkButton href={url.list(entry.list)}>Cancel</LinkButton>
        </div>
      </Form>
      <div className="relative mt-6 flex border-t border-rule pt-4">
        <ActionLink label="Delete" href={url.listEntry(entry.list, entry.name, 'delete')} why={mayDelete} />
      </div>
    </FormPage>
  );
}
