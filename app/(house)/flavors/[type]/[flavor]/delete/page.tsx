import { Submit } from '@/components/forms/fields';
import { Form } from '@/components/forms/form';
import { FormPage } from '@/components/forms/form-page';
import { LinkButton } from '@/components/ui/button';
import { url } from '@/lib/core/urls';
import type { FlavorInUse } from '@/lib/stacks/read-any-flavor';
import { deleteFlavor } from '../../../actions';
import { FlavorGone } from '../../../gone';
import { type FlavorParams, openFlavor } from '../../../open';
import { whyNotFlavor } from '../../../why';

export const metadata = { title: 'Delete flavor' };

export default async function DeleteFlavorPage({ params }: { params: FlavorParams }) {
  const { ctx, at, found } = await openFlavor(params);
  if (found.value === null) return <FlavorGone at={at} gone={found.gone} />;
  const flavor = found.value;
  const { type, name } = flavor;
  const why = await whyNotFlavor(ctx, flavor, 'delete');
  if (why === null && (flavor.componentCount ?? 0) > 0) return <InUse flavor={flavor} />;
  return (
    <FormPage
      title={`Delete ${name}?`}
      about="Clients no longer learn from this store where to find it, and forms no longer offer it. The name is free again."
      why={why}
    >
      <Form action={deleteFlavor}>
        <input type="hidden" name="type" value={type} />
        <input type="hidden" name="name" value={name} />
        <div className="flex flex-wrap gap-2">
          <Submit look="danger" busy="Deleting…">
            Delete {name}
          </Submit>
          <LinkButton href={url.flavor(type, name)}>Keep it</LinkButton>
        </div>
      </Form>
    </FormPage>
  );
}

/** What stands in the way: components that clients could no longer load. */
function InUse({ flavor: { type, name, components, componentCount } }: { flavor: FlavorInUse }) {
  const count = componentCount ?? 0;
  return (
    <FormPage
      title={`${name} is in use`}
      about={`${count === 1 ? 'A component has' : `${count.toLocaleString('en')} components have`} this flavor. Give ${count === 1 ? 'it' : 'them'} another one, or delete ${count === 1 ? 'it' : 'them'}, first.`}
      why={null}
    >
      <ul aria-label="Components that have it" className="mb-5 border-t border-rule">
        {components.map((component) => (
          <li key={component} className="border-b border-rule py-[7px] [overflow-wrap:anywhere]">
            <a href={url.component(type, component)} className="link">
              {component}
            </a>
          </li>
        ))}
        {count > components.length && (
          <li className="border-b border-rule py-[7px] text-ink-3">
            and {(count - components.length).toLocaleString('en')} more
          </li>
        )}
      </ul>
      <LinkButton href={url.flavor(type, name)}>Keep it</LinkButton>
    </FormPage>
  );
}
