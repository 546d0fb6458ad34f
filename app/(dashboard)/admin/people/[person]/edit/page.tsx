import { TextField } from '@/components/forms/fields';
import { Form } from '@/components/forms/form';
import { FormPage } from '@/components/forms/form-page';
import { Submit } from '@/components/forms/submit';
import { whyNot } from '@/lib/next/why-not';
import { editPersonAction } from '../../actions';
import { PersonGone } from '../../gone';
import { openPerson } from '../../open';

export const metadata = { title: 'Edit account' };

export default async function EditPage({ params }: { params: Promise<{ person: string }> }) {
  const { ctx, name: sought, found } = await openPerson(params);
  if (found.value === null) return <PersonGone name={sought} absence={found.absence} />;
  const { id, name, fullName, email } = found.value;
  const why = await whyNot(ctx, { operation: 'user', type: 'update', projectId: null, resourceId: id });
  return (
    <FormPage
      title={`Edit ${name}`}
      about="Under another name it is still the same account: what it made keeps the name that it was stamped with."
      why={why}
    >
      <Form action={editPersonAction}>
        <input type="hidden" name="user" value={name} />
        <TextField
          name="name"
          label="User name"
          required
          initial={name}
          spellCheck={false}
          autoComplete="off"
        />
        <TextField name="fullName" label="Full name" initial={fullName ?? ''} autoComplete="off" />
        <TextField name="email" label="Email" type="email" initial={email ?? ''} autoComplete="off" />
        <Submit>Save</Submit>
      </Form>
    </FormPage>
  );
}
