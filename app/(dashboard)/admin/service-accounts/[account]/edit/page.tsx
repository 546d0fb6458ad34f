import { Form } from '@/components/forms/form';
import { FormPage } from '@/components/forms/form-page';
import { Submit } from '@/components/forms/submit';
import { whyNot } from '@/lib/next/why-not';
import { AccountFields } from '../../account-fields';
import { editServiceAccountAction } from '../../actions';
import { ServiceAccountGone } from '../../gone';
import { openServiceAccount } from '../../open';

export const metadata = { title: 'Edit service account' };

export default async function EditPage({ params }: { params: Promise<{ account: string }> }) {
  const { ctx, name: sought, found } = await openServiceAccount(params);
  if (found.value === null) return <ServiceAccountGone name={sought} absence={found.absence} />;
  const { id, name, team, description } = found.value;
  const why = await whyNot(ctx, { operation: 'user', type: 'update', projectId: null, resourceId: id });
  return (
    <FormPage
      title={`Edit ${name}`}
      about="Under another name or another team it is still the same account: its roles and tokens stay."
      why={why}
    >
      <Form action={editServiceAccountAction}>
        <input type="hidden" name="account" value={name} />
        <AccountFields name={name} team={team} description={description ?? ''} />
        <Submit>Save</Submit>
      </Form>
    </FormPage>
  );
}
