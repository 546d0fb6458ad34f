import { editTypedComponentAction } from '@/app/(dashboard)/components/actions';
import { FormBody } from '@/app/(dashboard)/components/form-body';
import { ComponentGone } from '@/app/(dashboard)/components/gone';
import { type ComponentParams, openComponent } from '@/app/(dashboard)/components/open';
import { Form } from '@/components/forms/form';
import { FormPage } from '@/components/forms/form-page';
import { Submit } from '@/components/forms/submit';
import { FlavorChoice } from '@/components/stack-components/flavor-choice';
import { FlavorName } from '@/components/stack-components/flavor-kind';
import { LinkButton } from '@/components/ui/button';
import { Note } from '@/components/ui/note';
import type { Ctx } from '@/lib/core/ctx';
import { url } from '@/lib/core/urls';
import { load, oneEach, type SearchParams } from '@/lib/next/load';
import { type Why, whyNot } from '@/lib/next/why-not';
import type { ReadComponent } from '@/lib/stacks/components/read-component';
import { listAllFlavors } from '@/lib/stacks/flavors/list-all-flavors';
import { flavorOf } from '@/lib/stacks/flavors/read-any-flavor';

export const metadata = { title: 'Edit component' };

interface PageProps {
  readonly params: ComponentParams;
  readonly searchParams: SearchParams;
}

type Shown = Omit<ReadComponent, 'configuration'>;

/** `?flavor` asks for the choice of one, `?flavor=gcp` for its fields, `?as=yaml` for all of it as text. */
export default async function EditComponentPage({ params, searchParams }: PageProps) {
  const { ctx, at, found } = await openComponent(params, 'edit');
  if (found.value === null) return <ComponentGone at={at} absence={found.absence} />;
  const query = await oneEach(searchParams);
  const why = await whyNot(ctx, { operation: 'stack_component', type: 'update', projectId: null });
  const flavor = query['flavor']?.trim();
  if (why === null && flavor === '') return <ChooseFlavor ctx={ctx} component={found.value} />;
  return (
    <Edit
      ctx={ctx}
      component={found.value}
      why={why}
      flavor={flavor ?? found.value.flavor}
      asYaml={query['as'] === 'yaml'}
    />
  );
}

async function ChooseFlavor({ ctx, component: { type, name, flavor } }: { ctx: Ctx; component: Shown }) {
  const { items } = await load(listAllFlavors(ctx, { type }));
  const here = url.part(url.component(type, name), 'edit');
  return (
    <FormPage
      title={`Another flavor for ${name}`}
      about={
        <>
          It is of the flavor {flavor} now. What another one does not know is kept until you take it out.{' '}
          <a href={here} className="link whitespace-nowrap">
            Keep {flavor}
          </a>
        </>
      }
      why={null}
    >
      <FlavorChoice
        label="Flavors"
        flavors={items.filter((each) => each.kind !== 'unknown' && each.name !== flavor)}
        hrefOf={(choice) => url.part(url.component(type, name), 'edit', { flavor: choice })}
      />
    </FormPage>
  );
}

interface EditProps {
  readonly ctx: Ctx;
  readonly component: Shown;
  readonly why: Why | null;
  readonly flavor: string;
  readonly asYaml: boolean;
}

async function Edit({ ctx, component, why, flavor, asYaml }: EditProps) {
  const { type, name, fields, stackCount, hasComments, updatedAt } = component;
  const object = url.component(type, name);
  const chosen: Record<string, string> = flavor === component.flavor ? {} : { flavor };
  return (
    <FormPage
      title={`Edit ${name}`}
      about={
        <>
          Flavor <FlavorName flavor={await flavorOf(ctx, { type, name: flavor })} />
          {flavor !== component.flavor && <> instead of {component.flavor}</>}.{' '}
          <a href={`${url.part(object, 'edit')}?flavor=`} className="link whitespace-nowrap">
            Change it
          </a>
          {stackCount > 0 && (
            <span className="mt-1 block">
              {stackCount === 1
                ? 'A stack has it: its next runs use what you save, and a new name follows into it.'
                : `${stackCount.toLocaleString('en')} stacks have it: their next runs use what you save, and a new name follows into them.`}{' '}
              Past runs keep what they had.
            </span>
          )}
        </>
      }
      why={why}
    >
      {hasComments && (
        <div className="mb-5">
          <Note tone="stale">
            Its YAML has comments, which are not shown here and are lost when you save: the YAML is written
            anew.
          </Note>
        </div>
      )}
      <Form action={editTypedComponentAction}>
        <input type="hidden" name="component" value={name} />
        <input type="hidden" name="expectedUpdatedAt" value={updatedAt.toISOString()} />
        <FormBody type={type} flavor={flavor} name={name} fields={fields} asYaml={asYaml} />
        <div className="flex flex-wrap items-center gap-2">
          <Submit>Save</Submit>
          <LinkButton href={object}>Cancel</LinkButton>
          <a
            href={url.part(object, 'edit', { ...chosen, ...(asYaml ? {} : { as: 'yaml' }) })}
            className="link ml-auto"
          >
            {asYaml ? 'Field by field' : 'As YAML'}
          </a>
        </div>
      </Form>
    </FormPage>
  );
}
