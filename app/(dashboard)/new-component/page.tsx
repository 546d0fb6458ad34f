import { registerTypedComponentAction } from '@/app/(dashboard)/components/actions';
import { backTo } from '@/app/(dashboard)/components/back';
import { FormBody } from '@/app/(dashboard)/components/form-body';
import { Form } from '@/components/forms/form';
import { FormPage } from '@/components/forms/form-page';
import { Submit } from '@/components/forms/submit';
import { Choice, FlavorChoice } from '@/components/stack-components/flavor-choice';
import { FlavorName } from '@/components/stack-components/flavor-kind';
import { TYPES, typeInSentence, typeLabels } from '@/components/stack-components/type-labels';
import { LinkButton } from '@/components/ui/button';
import type { Ctx } from '@/lib/core/ctx';
import { queryText, url } from '@/lib/core/urls';
import { load, oneEach, type SearchParams } from '@/lib/next/load';
import { signedInCtx } from '@/lib/next/page-ctx';
import { type Why, whyNot } from '@/lib/next/why-not';
import type { ComponentType } from '@/lib/stacks/components/component';
import { listAllFlavors } from '@/lib/stacks/flavors/list-all-flavors';
import { flavorOf } from '@/lib/stacks/flavors/read-any-flavor';

export const metadata = { title: 'Register component' };

/** What was chosen so far; each step is an address. */
interface Chosen {
  readonly type?: ComponentType;
  readonly flavor?: string;
  /** The form that waits for the component. */
  readonly back: string | null;
  readonly as?: 'yaml';
}

const step = ({ type, flavor, back, as }: Chosen): string =>
  `/new-component${queryText({ type, flavor, as, back: back ?? undefined })}`;

export default async function NewComponentPage({ searchParams }: { searchParams: SearchParams }) {
  const ctx = await signedInCtx();
  const query = await oneEach(searchParams);
  const why = await whyNot(ctx, { operation: 'stack_component', type: 'create', projectId: null });
  const back = backTo(query['back']);
  const type = TYPES.find((known) => known === query['type']);
  if (why !== null || type === undefined) return <ChooseType why={why} back={back} />;
  const flavor = query['flavor']?.trim();
  if (flavor === undefined || flavor === '') return <ChooseFlavor ctx={ctx} type={type} back={back} />;
  return <Fill ctx={ctx} chosen={{ type, flavor, back, ...(query['as'] === 'yaml' && { as: 'yaml' }) }} />;
}

function ChooseType({ why, back }: { why: Why | null; back: string | null }) {
  return (
    <FormPage title="Register a component" about="What is it for?" why={why}>
      <ul aria-label="Component types" className="border-t border-rule">
        {TYPES.map((type) => (
          <Choice
            key={type}
            href={step({ type, back })}
            name={typeLabels(type).one}
            about={typeLabels(type).about}
          />
        ))}
      </ul>
    </FormPage>
  );
}

async function ChooseFlavor({ ctx, type, back }: { ctx: Ctx; type: ComponentType; back: string | null }) {
  const { items } = await load(listAllFlavors(ctx, { type }));
  return (
    <FormPage
      title={`Register ${withArticle(typeInSentence(type))}`}
      about={
        <>
          Of which flavor? For something else,{' '}
          <a href={url.newFlavor({ type })} className="link">
            declare a flavor
          </a>{' '}
          of your own, or{' '}
          <a href={step({ back })} className="link">
            choose another type
          </a>
          .
        </>
      }
      why={null}
    >
      <FlavorChoice
        label="Flavors"
        flavors={items.filter(({ kind }) => kind !== 'unknown')}
        hrefOf={(flavor) => step({ type, flavor, back })}
      />
    </FormPage>
  );
}

async function Fill({ ctx, chosen }: { ctx: Ctx; chosen: Chosen & { type: ComponentType; flavor: string } }) {
  const { type, flavor, back, as } = chosen;
  const shown = await flavorOf(ctx, { type, name: flavor });
  return (
    <FormPage
      title={`Register ${withArticle(typeInSentence(type))}`}
      about={
        <>
          Flavor <FlavorName flavor={shown} />.{' '}
          <a href={step({ type, back })} className="link whitespace-nowrap">
            Choose another
          </a>
        </>
      }
      why={null}
    >
      <Form action={registerTypedComponentAction}>
        <input type="hidden" name="back" value={back ?? ''} />
        <FormBody type={type} flavor={flavor} name="" fields={{}} asYaml={as === 'yaml'} />
        <div className="flex flex-wrap items-center gap-2">
          <Submit busy="Registering…">Register {typeInSentence(type)}</Submit>
          <LinkButton href={back ?? url.components(type)}>Cancel</LinkButton>
          <a
            href={step(as === 'yaml' ? { type, flavor, back } : { ...chosen, as: 'yaml' })}
            className="link ml-auto"
          >
            {as === 'yaml' ? 'Field by field' : 'As YAML'}
          </a>
        </div>
      </Form>
    </FormPage>
  );
}

const withArticle = (noun: string): string => `${/^[aeiou]/.test(noun) ? 'an' : 'a'} ${noun}`;
