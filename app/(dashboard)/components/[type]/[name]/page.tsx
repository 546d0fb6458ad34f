import type { Metadata } from 'next';
import { ComponentGone } from '@/app/(dashboard)/components/gone';
import { type ComponentParams, openComponent } from '@/app/(dashboard)/components/open';
import { HistoryLink } from '@/app/(dashboard)/history-link';
import { ActionLink } from '@/components/access/action-link';
import { ConfigurationFacts } from '@/components/stack-components/configuration-facts';
import { FlavorName, kindWords } from '@/components/stack-components/flavor-kind';
import { typeLabels } from '@/components/stack-components/type-labels';
import { Facts } from '@/components/ui/facts';
import { Note } from '@/components/ui/note';
import { PageHead } from '@/components/ui/page-head';
import { RelativeTime } from '@/components/ui/relative-time';
import { Snippet } from '@/components/ui/snippet';
import { instantText } from '@/components/ui/time-text';
import { url } from '@/lib/core/urls';
import { whyNot } from '@/lib/next/why-not';
import type { ReadComponent } from '@/lib/stacks/components/read-component';
import { inFlavorOrder } from '@/lib/stacks/flavors/flavor-order';
import { flavorOf } from '@/lib/stacks/flavors/read-any-flavor';
import { registerLines } from '@/lib/stacks/register-lines';

export async function generateMetadata({ params }: { params: ComponentParams }): Promise<Metadata> {
  const { type, name } = await params;
  return { title: `${name} · ${typeLabels(type).many}` };
}

/** A component: what is set, what its flavor makes of it, and the stacks that have it. */
export default async function ComponentPage({ params }: { params: ComponentParams }) {
  const { ctx, at, found } = await openComponent(params, null);
  if (found.value === null) return <ComponentGone at={at} absence={found.absence} />;
  const component = found.value;
  const { type, name } = component;
  const flavor = await flavorOf(ctx, { type, name: component.flavor });
  const here = url.component(type, name);
  const need = { operation: 'stack_component', projectId: null } as const;
  const isChanged = component.updatedAt.getTime() !== component.createdAt.getTime();
  const fields = inFlavorOrder(type, component.flavor, component.fields);
  const lines = registerLines({ ...component, fields });
  return (
    <>
      <PageHead
        title={name}
        under={
          <span>
            {typeLabels(type).one}, {component.flavor} ({kindWords(flavor)}) ·{' '}
            {isChanged ? 'changed' : 'registered'} by {component.updatedBy}{' '}
            <RelativeTime at={component.updatedAt} now={ctx.now} ago />
          </span>
        }
        actions={
          <>
            <HistoryLink ctx={ctx} id={component.id} projectId={null} />
            <ActionLink
              label="Delete"
              href={url.part(here, 'delete')}
              why={await whyNot(ctx, { ...need, type: 'delete' })}
            />
            <ActionLink
              label="Edit"
              href={url.part(here, 'edit')}
              why={await whyNot(ctx, { ...need, type: 'update' })}
              hotkey="e"
              look="primary"
            />
          </>
        }
      />
      <div className="with-aside [--aside:240px]">
        <div className="flex min-w-0 flex-col gap-7">
          <Remarks remarks={component.remarks} />
          <div>
            <h2 className="mb-1.5">Configuration</h2>
            <ConfigurationFacts fields={fields} />
          </div>
          <InStacks component={component} />
          <section aria-labelledby="lines" className="flex flex-col gap-1.5">
            <h2 id="lines">The same on the command line</h2>
            <Snippet title="Shell, zenml 0.8" code={lines.code} />
            {lines.unsayable.length > 0 && (
              <p className="text-xs text-ink-3 [overflow-wrap:anywhere]">
                The command line has no way to set {lines.unsayable.join(', ')}.
              </p>
            )}
          </section>
        </div>
        <aside aria-label="Facts">
          <Facts
            facts={[
              {
                term: 'Type',
                value: (
                  <a href={url.components(type)} className="link">
                    {typeLabels(type).one}
                  </a>
                ),
              },
              { term: 'Flavor', value: <FlavorName flavor={flavor} /> },
              {
                term: 'Source of the flavor',
                value: flavor.declared && <code>{flavor.declared.source}</code>,
              },
              { term: 'Registered by', value: component.createdBy },
              { term: 'Registered', value: instantText(component.createdAt) },
              { term: 'Changed by', value: isChanged && component.updatedBy },
              { term: 'Changed', value: isChanged && instantText(component.updatedAt) },
              { term: 'Clients know it as', value: <code>{component.uuid}</code> },
            ]}
          />
        </aside>
      </div>
    </>
  );
}

/** What the flavor misses or does not know. */
function Remarks({ remarks }: { remarks: readonly string[] }) {
  if (remarks.length === 0) return null;
  return (
    <Note tone="stale">
      <ul>
        {remarks.map((remark) => (
          <li key={remark}>{remark}</li>
        ))}
      </ul>
    </Note>
  );
}

/** Names told here; a search of the stacks finds the rest. */
const MOST = 60;

function InStacks({ component }: { component: Pick<ReadComponent, 'stacks' | 'stackCount'> }) {
  const { stacks, stackCount } = component;
  const visible = stacks.slice(0, MOST);
  return (
    <section aria-labelledby="stacks">
      <h2 id="stacks" className="mb-1.5">
        Stacks that have it <span className="font-normal text-ink-3">{stackCount.toLocaleString('en')}</span>
      </h2>
      {stackCount === 0 && <p className="text-ink-2">None.</p>}
      {stackCount > 0 && stacks.length === 0 && <p className="text-ink-2">You may not read stacks.</p>}
      {visible.length > 0 && (
        <ul className="flex flex-wrap gap-x-4 gap-y-1">
          {visible.map((stack) => (
            <li key={stack} className="[overflow-wrap:anywhere]">
              <a href={url.stack(stack)} className="link">
                {stack}
              </a>
            </li>
          ))}
          {stacks.length > visible.length && (
            <li className="text-ink-3">and {(stacks.length - visible.length).toLocaleString('en')} more</li>
          )}
        </ul>
      )}
    </section>
  );
}
