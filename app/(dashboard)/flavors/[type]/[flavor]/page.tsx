import type { Metadata } from 'next';
import { FlavorGone } from '@/app/(dashboard)/flavors/gone';
import { type FlavorParams, openFlavor } from '@/app/(dashboard)/flavors/open';
import { whyNotFlavor } from '@/app/(dashboard)/flavors/why';
import { HistoryLink } from '@/app/(dashboard)/history-link';
import { ActionLink } from '@/components/access/action-link';
import { FieldTable } from '@/components/stack-components/field-table';
import { kindWords } from '@/components/stack-components/flavor-kind';
import { typeInSentence, typeLabels } from '@/components/stack-components/type-labels';
import { Facts } from '@/components/ui/facts';
import { Note } from '@/components/ui/note';
import { PageHead } from '@/components/ui/page-head';
import { instantText } from '@/components/ui/time-text';
import { url } from '@/lib/core/urls';
import { whyNot } from '@/lib/next/why-not';
import type { FlavorInUse } from '@/lib/stacks/flavors/read-any-flavor';

export async function generateMetadata({ params }: { params: FlavorParams }): Promise<Metadata> {
  return { title: `${(await params).flavor} · Flavors` };
}

/** A flavor: what it is, the fields it knows, and the components that have it. */
export default async function FlavorPage({ params }: { params: FlavorParams }) {
  const { ctx, at, found } = await openFlavor(params);
  if (found.value === null) return <FlavorGone at={at} absence={found.absence} />;
  const flavor = found.value;
  const { type, name, declared, known } = flavor;
  const here = url.flavor(type, name);
  const mayDeclare = await whyNot(ctx, { operation: 'flavor', type: 'create', projectId: null });
  const mayRegister = await whyNot(ctx, { operation: 'stack_component', type: 'create', projectId: null });
  const isChanged = declared !== null && declared.updatedAt.getTime() !== declared.createdAt.getTime();
  return (
    <>
      <PageHead
        title={name}
        under={`Flavor of ${typeLabels(type).many.toLowerCase()}: ${kindWords(flavor)}`}
        actions={
          <>
            {declared !== null && (
              <>
                <HistoryLink ctx={ctx} id={declared.id} projectId={null} />
                <ActionLink
                  label="Delete"
                  href={url.part(here, 'delete')}
                  why={await whyNotFlavor(ctx, flavor, 'delete')}
                />
                <ActionLink
                  label="Edit"
                  href={url.part(here, 'edit')}
                  why={await whyNotFlavor(ctx, flavor, 'update')}
                  hotkey="e"
                />
              </>
            )}
            {flavor.kind === 'unknown' ? (
              <ActionLink
                label="Declare it"
                href={url.newFlavor({ type, name })}
                why={mayDeclare}
                look="primary"
              />
            ) : (
              <ActionLink
                label="Register a component"
                href={url.newComponent({ type, flavor: name })}
                why={mayRegister}
                look="primary"
              />
            )}
          </>
        }
      />
      <div className="with-aside [--aside:240px]">
        <div className="flex min-w-0 flex-col gap-7">
          <What flavor={flavor} />
          {declared === null && known !== null && (
            <section aria-labelledby="fields">
              <h2 id="fields" className="mb-1">
                Fields, in ZenML 0.8.1
              </h2>
              <FieldTable fields={known.fields} />
            </section>
          )}
          <Users flavor={flavor} />
        </div>
        <aside aria-label="Facts">
          <Facts
            facts={[
              {
                term: 'Type',
                value: (
                  <a href={url.flavors(type)} className="link">
                    {typeLabels(type).one}
                  </a>
                ),
              },
              { term: 'What it is', value: kindWords(flavor) },
              { term: 'Integration', value: flavor.integration },
              { term: 'Declared by', value: declared?.createdBy },
              { term: 'Declared', value: declared !== null && instantText(declared.createdAt) },
              { term: 'Changed by', value: isChanged && declared.updatedBy },
              { term: 'Changed', value: isChanged && instantText(declared.updatedAt) },
            ]}
          />
        </aside>
      </div>
    </>
  );
}

/** Where it comes from, and what that means. */
function What({ flavor: { kind, type, integration, declared, known } }: { flavor: FlavorInUse }) {
  switch (kind) {
    case 'built-in':
      return <p className="max-w-[72ch] text-ink-2">Every ZenML client has it.</p>;
    case 'integration':
      return (
        <p className="max-w-[72ch] text-ink-2">
          ZenML clients have it once its integration is installed:{' '}
          <code>zenml integration install {integration}</code>
        </p>
      );
    case 'unknown':
      return (
        <Note tone="stale">
          Components name this flavor, and nobody declared it here: clients that do not know it cannot load
          them.
        </Note>
      );
    case 'declared':
      return (
        <section aria-labelledby="source" className="flex max-w-[72ch] flex-col gap-1.5">
          <h2 id="source">Source</h2>
          <code className="[overflow-wrap:anywhere]">{declared?.source}</code>
          <p className="text-ink-2">
            Clients import it from their own disk when they load a component of this flavor. Here it is a
            name: nothing of it is imported or run, and its fields are not known.
          </p>
          {known !== null && (
            <Note tone="stale">
              ZenML brings a flavor of this name for {typeInSentence(type)}s along. Clients warn, and take
              this one.
            </Note>
          )}
        </section>
      );
  }
}

function Users({ flavor: { type, name, components, componentCount } }: { flavor: FlavorInUse }) {
  return (
    <section aria-labelledby="users">
      <h2 id="users" className="mb-1.5">
        Components that have it{' '}
        {componentCount !== null && (
          <span className="font-normal text-ink-3">{componentCount.toLocaleString('en')}</span>
        )}
      </h2>
      {componentCount === null && <p className="text-ink-2">You may not read components.</p>}
      {componentCount === 0 && <p className="text-ink-2">None.</p>}
      <ul className="flex flex-wrap gap-x-4 gap-y-1">
        {components.map((component) => (
          <li key={component} className="[overflow-wrap:anywhere]">
            <a href={url.component(type, component)} className="link">
              {component}
            </a>
          </li>
        ))}
        {componentCount !== null && componentCount > components.length && (
          <li>
            <a href={url.components(type, { flavor: name })} className="link">
              All {componentCount.toLocaleString('en')}
            </a>
          </li>
        )}
      </ul>
    </section>
  );
}
