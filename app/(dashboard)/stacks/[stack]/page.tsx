import type { Metadata } from 'next';
import { StackChrome } from '@/app/(dashboard)/stacks/chrome';
import { openStack, type StackParams } from '@/app/(dashboard)/stacks/open';
import { Changes } from '@/components/runs/changes';
import { ComponentRows } from '@/components/stacks/component-rows';
import { StackGone } from '@/components/stacks/stack-gone';
import { RelativeTime } from '@/components/ui/relative-time';
import { can } from '@/lib/access/authorize';
import type { Ctx } from '@/lib/core/ctx';
import { url } from '@/lib/core/urls';
import { readStackDrift } from '@/lib/runs/comparison/read-stack-drift';
import type { Component } from '@/lib/stacks/components/component';
import { inFlavorOrder } from '@/lib/stacks/flavors/flavor-order';

export async function generateMetadata({ params }: { params: StackParams }): Promise<Metadata> {
  return { title: `${(await params).stack} · Stacks` };
}

/** A stack: its components, and what is not as in its last run. */
export default async function StackPage({ params }: { params: StackParams }) {
  const { ctx, at, found } = await openStack(params, null);
  if (found.value === null) return <StackGone stack={at.stack} absence={found.absence} />;
  const stack = found.value;
  const mayEdit = await can(ctx, { operation: 'stack', type: 'update', projectId: null });
  return (
    <StackChrome ctx={ctx} stack={stack} part={null}>
      <div className="flex flex-col gap-7">
        <SinceTheLast ctx={ctx} stack={stack.name} />
        <ComponentRows
          stack={{ lacks: stack.lacks, components: stack.components.map(inOrder) }}
          editHref={mayEdit ? url.part(url.stack(stack.name), 'edit') : null}
        />
      </div>
    </StackChrome>
  );
}

const inOrder = (component: Component): Component => ({
  ...component,
  fields: inFlavorOrder(component.type, component.flavor, component.fields),
});

/** What changed since the stack was used last. */
async function SinceTheLast({ ctx, stack }: { ctx: Ctx; stack: string }) {
  const drift = await readStackDrift(ctx, { stack });
  if (drift === null) return <p className="text-ink-2">No run that you may see has used this stack.</p>;
  const { run, changes } = drift;
  const last = (
    <a href={url.run(run.project, run.name)} className="link">
      {run.name}
    </a>
  );
  if (changes.length === 0)
    return (
      <p className="text-ink-2 [overflow-wrap:anywhere]">
        As it was in its last run, {last}, by {run.createdBy}{' '}
        <RelativeTime at={run.startedAt} now={ctx.now} ago />.
      </p>
    );
  return (
    <section>
      <h2 className="[overflow-wrap:anywhere]">What changed since its last run, {last}</h2>
      <p className="mb-2 text-ink-2">
        {run.createdBy} ran it <RelativeTime at={run.startedAt} now={ctx.now} ago /> in {run.project}. That
        run keeps the stack as it was; whether a secret changed is not shown.
      </p>
      <Changes label={`Changes since ${run.name}`} changes={changes} />
    </section>
  );
}
