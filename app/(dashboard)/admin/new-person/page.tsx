import { TextField } from '@/components/forms/fields';
import { Form } from '@/components/forms/form';
import { FormPage } from '@/components/forms/form-page';
import { Submit } from '@/components/forms/submit';
import { signedInCtx } from '@/lib/next/page-ctx';
import { whyNot } from '@/lib/next/why-not';
import { createPersonAction } from '../people/actions';
import { NewPasswordFields } from '../people/new-password-fields';

export const metadata = { title: 'New account' };

export default async function NewPersonPage() {
  const ctx = await signedInCtx();
  const why = await whyNot(ctx, { operation: 'user', type: 'create', projectId: null });
  return (
    <FormPage
      title="New account"
      about="It holds nothing until somebody puts it into a team or gives it a role."
      why={why}
    >
      <Form action={createPersonAction}>
        <TextField
          name="name"
          label="User name"
          required
          autoFocus
          spellCheck={false}
          autoComplete="off"
          hint="What is typed to sign in, and what stands beside everything this account makes."
        />
        <TextField name="fullName" label="Full name" autoComplete="off" />
        <TextField name="email" label="Email" type="email" autoComplete="off" />
        <NewPasswordFields hint="May stay empty: then nobody signs in to the account yet." />
        <Submit busy="Creating…">Create account</Submit>
      </Form>
    </FormPage>
  );
}
