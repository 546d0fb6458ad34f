import { TextField } from '@/components/forms/fields';
import { Form } from '@/components/forms/form';
import { FormPage } from '@/components/forms/form-page';
import { Submit } from '@/components/forms/submit';
import { signedInCtx } from '@/lib/next/page-ctx';
import { whyNot } from '@/lib/next/why-not';
import { createTeamAction } from '../teams/actions';

export const metadata = { title: 'New team' };

export default async function NewTeamPage() {
  const ctx = await signedInCtx();
  const why = await whyNot(ctx, { operation: 'team', type: 'create', projectId: null });
  return (
    <FormPage title="New team" about="It begins without members and holds nothing." why={why}>
      <Form action={createTeamAction}>
        <TextField
          name="name"
          label="Name"
          required
          autoFocus
          spellCheck={false}
          autoComplete="off"
          hint="Up to 255 bytes, none of / ? # %."
        />
        <Submit busy="Creating…">Create team</Submit>
      </Form>
    </FormPage>
  );
}
