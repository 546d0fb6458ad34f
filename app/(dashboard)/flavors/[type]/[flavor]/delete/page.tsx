import { deleteFlavorAction } from '@/app/(dashboard)/flavors/actions';
import { FlavorGone } from '@/app/(dashboard)/flavors/gone';
import { type FlavorParams, openFlavor } from '@/app/(dashboard)/flavors/open';
import { whyNotFlavor } from '@/app/(dashboard)/flavors/why';
import { DeletionPage } from '@/components/forms/deletion-page';
import { InUse } from '@/components/forms/in-use';
import { url } from '@/lib/core/urls';
import type { FlavorInUse } from '@/lib/stacks/flavors/read-any-flavor';

export const metadata = { title: 'Delete flavor' };

export default async function DeleteFlavorPage({ params }: { params: FlavorParams }) {
  const { ctx, at, found } = await openFlavor(params);
  if (found.value === null) return <FlavorGone at={at} absence={found.absence} />;
  const flavor = found.value;
  const { type, name } = flavor;
  const why = await whyNotFlavor(ctx, flavor, 'delete');
  if (why === null && (flavor.componentCount ?? 0) > 0) return <InComponents flavor={flavor} />;
  return (
    <DeletionPage
      title={`Delete ${name}?`}
      about="Clients no longer learn from this store where to find it, and forms no longer offer it. The name is free again."
      why={why}
      action={deleteFlavorAction}
      at={{ type, name }}
      name={name}
      back={url.flavor(type, name)}
    />
  );
}

/** What stands in the way: components that clients could no longer load. */
function InComponents({ flavor: { type, name, components, componentCount } }: { flavor: FlavorInUse }) {
  const count = componentCount ?? 0;
  const left = count - components.length;
  return (
    <InUse
      name={name}
      about={`${count === 1 ? 'A component has' : `${count.toLocaleString('en')} components have`} this flavor.`}
      label="Components that have it"
      users={components.map((component) => ({ name: component, href: url.component(type, component) }))}
      count={count}
      rest={left > 0 ? `and ${left.toLocaleString('en')} more` : null}
      back={url.flavor(type, name)}
    />
  );
}
