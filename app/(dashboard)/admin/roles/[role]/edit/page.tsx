import { TextArea, TextField } from '@/components/forms/fields';
import { Form } from '@/components/forms/form';
import { FormPage } from '@/components/forms/form-page';
import { Submit } from '@/components/forms/submit';
import { LinkButton } from '@/components/ui/button';
import { url } from '@/lib/core/urls';
import { describeRoleAction } from '../../actions';
import { RoleGone } from '../../gone';
import { openRole, whyNotRole } from '../../open';

export const metadata = { title: 'Edit role' };

export default async function EditRolePage({ params }: { params: Promise<{ role: string }> }) {
  const { ctx, name: sought, found } = await openRole(params, 'edit');
  if (found.value === null) return <RoleGone name={sought} absence={found.absence} />;
  const { name, description } = found.value;
  return (
    <FormPage
      title={`Edit ${name}`}
      about="Who holds it and what it permits stays. Its former name leads here, and no other role gets it without an administrator."
      why={await whyNotRole(ctx, found.value, 'update')}
    >
      <Form action={describeRoleAction}>
        <input type="hidden" name="role" value={name} />
        <TextField
          name="name"
          label="Name"
          initial={name}
          required
          autoFocus
          spellCheck={false}
          autoComplete="off"
        />
        <TextArea
          name="description"
          label="Description"
          rows={2}
          initial={description ?? ''}
          hint="What it is for, for who gives it."
        />
        <div className="flex gap-2">
          <Submit>Save</Submit>
          <LinkButton href={url.role(name)}>Cancel</LinkButton>
        </div>
      </Form>
    </FormPage>
  );
}
