import { FormPage } from '@/components/forms/form-page';
import { StackGone } from '@/components/stacks/stack-gone';
import { url } from '@/lib/core/urls';
import { oneEach, type SearchParams } from '@/lib/next/load';
import { whyNot } from '@/lib/next/why-not';
import { editStack } from '../../actions';
import { formChoices, partsAsked } from '../../form-parts';
import { openStack, type StackParams } from '../../open';
import { StackForm } from '../../stack-form';

export const metadata = { title: 'Edit stack' };

interface PageProps {
  readonly params: StackParams;
  readonly searchParams: SearchParams;
}

export default async function EditStackPage({ params, searchParams }: PageProps) {
  const { ctx, at, found } = await openStack(params, 'edit');
  if (found.value === null) return <StackGone stack={at.stack} gone={found.gone} />;
  const [stack, asked] = [found.value, await oneEach(searchParams)];
  const why = await whyNot(ctx, { operation: 'stack', type: 'update', projectId: null });
  return (
    <FormPage
      title={`Edit ${stack.name}`}
      about="Name and components change in one step. Runs keep the stack as it was, and pages with the old name lead to the new one; Python clients have to use the new name."
      why={why}
      wide
    >
      {why === null && (
        <StackForm
          action={editStack}
          hidden={{
            stack: stack.name,
            order: stack.components.map(({ type }) => type).join(','),
            expectedUpdatedAt: asked['seen'] || stack.updatedAt.toISOString(),
          }}
          name={asked['name'] ?? stack.name}
          parts={partsAsked(stack, asked)}
          {...(await formChoices(ctx))}
          submit="Save stack"
          cancelHref={url.stack(stack.name)}
        />
      )}
    </FormPage>
  );
}
