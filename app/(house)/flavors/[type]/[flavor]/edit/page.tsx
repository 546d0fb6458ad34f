import { Submit } from '@/components/forms/fields';
import { Form } from '@/components/forms/form';
import { FormPage } from '@/components/forms/form-page';
import { LinkButton } from '@/components/ui/button';
import { url } from '@/lib/core/urls';
import { editFlavor } from '../../../actions';
import { ContentFields } from '../../../flavor-form';
import { FlavorGone } from '../../../gone';
import { type FlavorParams, openFlavor } from '../../../open';
import { whyNotFlavor } from '../../../why';

export const metadata = { title: 'Edit flavor' };

export default async function EditFlavorPage({ params }: { params: FlavorParams }) {
  const { ctx, at, found } = await openFlavor(params);
  if (found.value === null) return <FlavorGone at={at} gone={found.gone} />;
  const { type, name, declared } = found.value;
  return (
    <FormPage
      title={`Edit ${name}`}
      about="Clients look there from the next time they load a component of this flavor."
      why={await whyNotFlavor(ctx, found.value, 'update')}
    >
      <Form action={editFlavor}>
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
