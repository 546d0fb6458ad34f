import { declareFlavorAction } from '@/app/(dashboard)/flavors/actions';
import { ContentFields } from '@/app/(dashboard)/flavors/flavor-form';
import { SelectField, TextField } from '@/components/forms/fields';
import { Form } from '@/components/forms/form';
import { FormPage } from '@/components/forms/form-page';
import { Submit } from '@/components/forms/submit';
import { TYPES, typeLabels } from '@/components/stack-components/type-labels';
import { LinkButton } from '@/components/ui/button';
import { url } from '@/lib/core/urls';
import { oneEach, type SearchParams } from '@/lib/next/load';
import { signedInCtx } from '@/lib/next/page-ctx';
import { whyNot } from '@/lib/next/why-not';

export const metadata = { title: 'Declare flavor' };

export default async function NewFlavorPage({ searchParams }: { searchParams: SearchParams }) {
  const ctx = await signedInCtx();
  const query = await oneEach(searchParams);
  const type = TYPES.find((known) => known === query['type']) ?? TYPES[0] ?? '';
  return (
    <FormPage
      title="Declare a flavor"
      about="It tells clients where your own kind of component is found, and lets forms offer it. The store takes down the name only."
      why={await whyNot(ctx, { operation: 'flavor', type: 'create', projectId: null })}
    >
      <Form action={declareFlavorAction}>
        <SelectField
          name="type"
          label="Type"
          initial={type}
          options={TYPES.map((each) => ({ value: each, label: typeLabels(each).one }))}
        />
        <TextField
          name="name"
          label="Name"
          initial={query['name'] ?? ''}
          required
          autoFocus
          spellCheck={false}
          autoComplete="off"
          hint="Components refer to it, so it cannot be changed later."
        />
        <ContentFields source="" integration="" />
        <div className="flex gap-2">
          <Submit>Declare flavor</Submit>
          <LinkButton href={url.flavors()}>Cancel</LinkButton>
        </div>
      </Form>
    </FormPage>
  );
}
