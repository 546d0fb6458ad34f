import { Submit } from '@/components/forms/fields';
import { Form } from '@/components/forms/form';
import { FormPage } from '@/components/forms/form-page';
import { typeInSentence } from '@/components/stack-components/type-words';
import { LinkButton } from '@/components/ui/button';
import { url } from '@/lib/core/urls';
import { whyNot } from '@/lib/next/why-not';
import type { ReadComponent } from '@/lib/stacks/read-component';
import { deleteComponent } from '../../../actions';
import { ComponentGone } from '../../../gone';
import { type ComponentParams, openComponent } from '../../../open';

export const metadata = { title: 'Delete component' };

export default async function DeleteComponentPage({ params }: { params: ComponentParams }) {
  const { ctx, at, found } = await openComponent(params, 'delete');
  if (found.value === null) return <ComponentGone at={at} gone={found.gone} />;
  const { type, name, stackCount } = found.value;
  const why = await whyNot(ctx, { operation: 'stack_component', type: 'delete', projectId: null });
  if (why === null && stackCount > 0) return <InUse component={found.value} />;
  return (
    <FormPage
      title={`Delete ${name}?`}
      about={`The ${typeInSentence(type)} goes from every list and from the clients, with its configuration and the secrets in it. No stack has it. Runs keep their stacks as they were. The name is free again, and what gets it next inherits nothing.`}
      why={why}
    >
      <Form action={deleteComponent}>
        <input type="hidden" name="type" value={type} />
        <input type="hidden" name="component" value={name} />
        <div className="flex flex-wrap gap-2">
          <Submit look="danger" busy="Deleting…">
            Delete {name}
          </Submit>
          <LinkButton href={url.component(type, name)}>Keep it</LinkButton>
        </div>
      </Form>
    </FormPage>
  );
}

/** Names told; a search of the stacks finds the rest. */
const MOST = 50;

/** What stands in the way: a stack would be left without. */
function InUse({
  component: { type, name, stacks, stackCount },
}: {
  component: Pick<ReadComponent, 'type' | 'name' | 'stacks' | 'stackCount'>;
}) {
  const left = stackCount - Math.min(stacks.length, MOST);
  return (
    <FormPage
      title={`${name} is in use`}
      about={`${stackCount === 1 ? 'A stack has' : `${stackCount.toLocaleString('en')} stacks have`} this ${typeInSentence(type)}. Give ${stackCount === 1 ? 'it' : 'them'} another one, or delete ${stackCount === 1 ? 'it' : 'them'}, first.`}
      why={null}
    >
      <ul aria-label="Stacks that have it" className="mb-5 border-t border-rule">
        {stacks.slice(0, MOST).map((stack) => (
          <li key={stack} className="border-b border-rule py-[7px] [overflow-wrap:anywhere]">
            <a href={url.part(url.stack(stack), 'edit')} className="link">
              {stack}
            </a>
          </li>
        ))}
        {left > 0 && (
          <li className="border-b border-rule py-[7px] text-ink-3">
            {stacks.length === 0
              ? `${left.toLocaleString('en')} that you may not read`
              : `and ${left.toLocaleString('en')} more`}
          </li>
        )}
      </ul>
      <LinkButton href={url.component(type, name)}>Keep it</LinkButton>
    </FormPage>
  );
}
