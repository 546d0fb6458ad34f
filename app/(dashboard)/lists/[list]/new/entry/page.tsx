import { createEntryAction } from '@/app/(dashboard)/lists/actions';
import { EntryFields } from '@/app/(dashboard)/lists/entry-fields';
import { parentNames } from '@/app/(dashboard)/lists/parents';
import { LIST_WORDS } from '@/app/(dashboard)/lists/words';
import { TextField } from '@/components/forms/fields';
import { Form } from '@/components/forms/form';
import { FormPage } from '@/components/forms/form-page';
import { Submit } from '@/components/forms/submit';
import { Nothing } from '@/components/ui/nothing';
import { needOfList } from '@/lib/lists/list';
import { readList } from '@/lib/lists/read-list';
import { find, names } from '@/lib/next/load';
import { signedInCtx } from '@/lib/next/page-ctx';
import { whyNot } from '@/lib/next/why-not';

export const metadata = { title: 'New entry' };

export default async function NewEntryPage({ params }: { params: Promise<{ list: string }> }) {
  const ctx = await signedInCtx();
  const { value: list } = await find(readList(ctx, await names(params)));
  if (list === null) return <Nothing />;
  const why = await whyNot(ctx, needOfList('create', list.name));
  return (
    <FormPage title={`New entry of ${LIST_WORDS[list.name].title.toLowerCase()}`} why={why}>
      <Form action={createEntryAction}>
        <input type="hidden" name="list" value={list.name} />
        <TextField
          name="name"
          label="Name"
          required
          autoFocus
          hint="Cards store it, so it cannot be changed later."
        />
        <EntryFields parents={await parentNames(ctx, list.parent)} />
        <Submit>Add entry</Submit>
      </Form>
    </FormPage>
  );
}
