import { TextArea, TextField } from '@/components/forms/fields';
import { Form } from '@/components/forms/form';
import { FormPage } from '@/components/forms/form-page';
import { Submit } from '@/components/forms/submit';
import { find, oneEach, type SearchParams } from '@/lib/next/load';
import { signedInCtx } from '@/lib/next/page-ctx';
import { whyNot } from '@/lib/next/why-not';
import { readRole } from '@/lib/roles/read-role';
import { createRoleAction } from '../roles/actions';
import { RoleGone } from '../roles/gone';

export const metadata = { title: 'New role' };

export default async function NewRolePage({ searchParams }: { searchParams: SearchParams }) {
  const ctx = await signedInCtx();
  const { from = '' } = await oneEach(searchParams);
  const found = from === '' ? null : await find(readRole(ctx, { role: from }));
  if (found !== null && found.value === null) return <RoleGone name={from} absence={found.absence} />;
  const why = await whyNot(ctx, { operation: 'role', type: 'create', projectId: null });
  const role = found?.value ?? null;
  return (
    <FormPage
      title={role === null ? 'New role' : `Copy ${role.name}`}
      about={
        role === null
          ? 'It permits nothing at first: you tick on its page what it permits, and see who gains before you save.'
          : `The new role permits what ${role.name} permits now and goes its own way from then on. You can give what you hold everywhere yourself.`
      }
      why={why}
    >
      <Form action={createRoleAction}>
        {role !== null && <input type="hidden" name="from" value={role.name} />}
        <TextField
          name="name"
          label="Name"
          required
          autoFocus
          spellCheck={false}
          autoComplete="off"
          hint="Up to 255 bytes, none of / ? # %."
        />
        <TextArea
          name="description"
          label="Description"
          rows={2}
          initial={role?.description ?? ''}
          hint="What it is for, for who gives it."
        />
        <Submit busy="Creating…">Create role</Submit>
      </Form>
    </FormPage>
  );
}
