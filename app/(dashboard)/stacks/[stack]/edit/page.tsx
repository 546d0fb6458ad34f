import { editStackAction } from '@/app/(dashboard)/stacks/actions';
import { formChoices, partsAsked } from '@/app/(dashboard)/stacks/form-parts';
import { openStack, type StackParams } from '@/app/(dashboard)/stacks/open';
import { StackForm } from '@/app/(dashboard)/stacks/stack-form';
import { FormPage } from '@/components/forms/form-page';
import { StackGone } from '@/components/stacks/stack-gone';
import { url } from '@/lib/core/urls';
import { oneEach, type SearchParams } from '@/lib/next/load';
import { whyNot } from '@/lib/next/why-not';

export const metadata = { title: 'Edit stack' };

interface PageProps {
  readonly params: StackParams;
  readonly searchParams: SearchParams;
}

export default async function EditStackPage({ params, searchParams }: PageProps) {
  const { ctx, at, found } = await openStack(params, 'edit');
  if (found.value === null) return <StackGone stack={at.stack} absence={found.absence} />;
  const stack = found.value;
  const query = await oneEach(searchParams);
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
          action={editStackAction}
          hidden={{
            stack: stack.name,
            order: stack.components.map(({ type }) => type).join(','),
            expectedUpdatedAt: query['seen'] || stack.updatedAt.toISOString(),
          }}
          name={query['name'] ?? stack.name}
          parts={partsAsked(stack, query)}
          {...(await formChoices(ctx))}
          submit="Save stack"
          cancelHref={url.stack(stack.name)}
        />
      )}
    </FormPage>
  );
}
