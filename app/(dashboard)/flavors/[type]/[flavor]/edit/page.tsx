import { editFlavorAction } from '@/app/(dashboard)/flavors/actions';
import { ContentFields } from '@/app/(dashboard)/flavors/flavor-form';
import { FlavorGone } from '@/app/(dashboard)/flavors/gone';
import { type FlavorParams, openFlavor } from '@/app/(dashboard)/flavors/open';
import { whyNotFlavor } from '@/app/(dashboard)/flavors/why';
import { Form } from '@/components/forms/form';
import { FormPage } from '@/components/forms/form-page';
import { Submit } from '@/components/forms/submit';
import { LinkButton } from '@/components/ui/button';
import { url } from '@/lib/core/urls';

export const metadata = { title: 'Edit flavor' };

export default async function EditFlavorPage({ params }: { params: FlavorParams }) {
  const { ctx, at, found } = await openFlavor(params);
  if (found.value === null) return <FlavorGone at={at} absence={found.absence} />;
  const { type, name, declared } = found.value;
  return (
    <FormPage
      title={`Edit ${name}`}
      about="Clients look there from the next time they load a component of this flavor."
      why={await whyNotFlavor(ctx, found.value, 'update')}
    >
      <Form action={editFlavorAction}>
        <input type="hidden" name="type" value={type} />
        <input type="hidden" name="name" value={name} />
        <input type="hidden" name="expectedUpdatedAt" value={declared?.updatedAt.toISOString() ?? ''} />
        <ContentFields source={declared?.source ?? ''} integration={declared?.integration ?? ''} />
        <div className="flex gap-2">
          <Submit>Save flavor</Submit>
          <LinkButton href={url.flavor(type, name)}>Cancel</LinkButton>
        </div>
      </Form>
    </FormPage>
  );
}
