import { deleteComponentAction } from '@/app/(dashboard)/components/actions';
import { ComponentGone } from '@/app/(dashboard)/components/gone';
import { type ComponentParams, openComponent } from '@/app/(dashboard)/components/open';
import { DeletionPage } from '@/components/forms/deletion-page';
import { InUse } from '@/components/forms/in-use';
import { typeInSentence } from '@/components/stack-components/type-labels';
import { url } from '@/lib/core/urls';
import { whyNot } from '@/lib/next/why-not';
import type { ReadComponent } from '@/lib/stacks/components/read-component';

export const metadata = { title: 'Delete component' };

export default async function DeleteComponentPage({ params }: { params: ComponentParams }) {
  const { ctx, at, found } = await openComponent(params, 'delete');
  if (found.value === null) return <ComponentGone at={at} absence={found.absence} />;
  const { type, name, stackCount } = found.value;
  const why = await whyNot(ctx, { operation: 'stack_component', type: 'delete', projectId: null });
  if (why === null && stackCount > 0) return <InStacks component={found.value} />;
  return (
    <DeletionPage
      title={`Delete ${name}?`}
      about={`The ${typeInSentence(type)} is removed from every list and from the clients, with its configuration and the secrets in it. No stack has it. Runs keep their stacks as they were. The name is free again, and what gets it next inherits nothing.`}
      why={why}
      action={deleteComponentAction}
      at={{ type, component: name }}
      name={name}
      back={url.component(type, name)}
    />
  );
}

/** Names told; a search of the stacks finds the rest. */
const MOST = 50;

/** What stands in the way: a stack would be left without. */
function InStacks({
  component: { type, name, stacks, stackCount },
}: {
  component: Pick<ReadComponent, 'type' | 'name' | 'stacks' | 'stackCount'>;
}) {
  const left = stackCount - Math.min(stacks.length, MOST);
  const more = stacks.length === 0 ? 'that you may not read' : 'more';
  return (
    <InUse
      name={name}
      about={`${stackCount === 1 ? 'A stack has' : `${stackCount.toLocaleString('en')} stacks have`} this ${typeInSentence(type)}.`}
      label="Stacks that have it"
      users={stacks
        .slice(0, MOST)
        .map((stack) => ({ name: stack, href: url.part(url.stack(stack), 'edit') }))}
      count={stackCount}
      rest={left === 0 ? null : `${stacks.length === 0 ? '' : 'and '}${left.toLocaleString('en')} ${more}`}
      back={url.component(type, name)}
    />
  );
}
