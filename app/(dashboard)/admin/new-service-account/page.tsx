import { Form } from '@/components/forms/form';
import { FormPage } from '@/components/forms/form-page';
import { Submit } from '@/components/forms/submit';
import { oneEach, type SearchParams } from '@/lib/next/load';
import { signedInCtx } from '@/lib/next/page-ctx';
import { whyNot } from '@/lib/next/why-not';
import { AccountFields } from '../service-accounts/account-fields';
import { createServiceAccountAction } from '../service-accounts/actions';

export const metadata = { title: 'New service account' };

export default async function NewServiceAccountPage({ searchParams }: { searchParams: SearchParams }) {
  const ctx = await signedInCtx();
  const { team = '' } = await oneEach(searchParams);
  const why = await whyNot(ctx, { operation: 'user', type: 'create', projectId: null });
  return (
    <FormPage
      title="New service account"
      about="It holds nothing until somebody gives it a role or puts it into a team; then tokens can be issued."
      why={why}
    >
      <Form action={createServiceAccountAction}>
        <AccountFields team={team} autoFocus />
        <Submit busy="Creating…">Create service account</Submit>
      </Form>
    </FormPage>
  );
}
