import type { ReactNode } from 'react';
import { HistoryLink } from '@/app/(dashboard)/history-link';
import { ActionLink } from '@/components/access/action-link';
import { Hallmark } from '@/components/hallmark/hallmark';
import { stackVerdict } from '@/components/stacks/stack-verdict';
import { PageHead } from '@/components/ui/page-head';
import { RelativeTime } from '@/components/ui/relative-time';
import { type Tab, Tabs } from '@/components/ui/tabs';
import type { Ctx } from '@/lib/core/ctx';
import { url } from '@/lib/core/urls';
import { whyNot } from '@/lib/next/why-not';
import type { FullStack } from '@/lib/stacks/stack';

/** Null: its components. */
type StackPart = 'runs' | 'yaml' | null;

interface ChromeProps {
  readonly ctx: Ctx;
  readonly stack: FullStack;
  readonly part: StackPart;
  readonly children: ReactNode;
}

/** What every part of a stack's page has around it: title, hallmark, acts and tabs. */
export async function StackChrome({ ctx, stack, part, children }: ChromeProps) {
  const required = { operation: 'stack', projectId: null } as const;
  const mayCreate = await whyNot(ctx, { ...required, type: 'create' });
  const mayEdit = await whyNot(ctx, { ...required, type: 'update' });
  const mayDelete = await whyNot(ctx, { ...required, type: 'delete' });
  const here = url.stack(stack.name);
  const isChanged =
    stack.updatedAt.getTime() !== stack.createdAt.getTime() || stack.updatedBy !== stack.createdBy;
  return (
    <>
      <PageHead
        title={stack.name}
        under={
          <>
            <Hallmark
              who={stack.createdBy}
              what="stack"
              verdict={stackVerdict(stack)}
              when={stack.createdAt}
            />
            {isChanged && (
              <span>
                changed by {stack.updatedBy} <RelativeTime at={stack.updatedAt} now={ctx.now} ago />
              </span>
            )}
          </>
        }
        actions={
          <>
            <HistoryLink ctx={ctx} id={stack.id} projectId={null} />
            <ActionLink label="Deregister" href={url.part(here, 'delete')} why={mayDelete} />
            <ActionLink label="Copy" href={url.newStack(stack.name)} why={mayCreate} />
            <ActionLink label="Edit" href={url.part(here, 'edit')} why={mayEdit} hotkey="e" />
          </>
        }
      />
      <Tabs label="Parts of the stack" tabs={tabsOf(stack, part)} />
      {children}
    </>
  );
}

function tabsOf({ name, components }: FullStack, part: StackPart): Tab[] {
  const here = url.stack(name);
  return [
    { label: 'Components', href: here, isHere: part === null, count: components.length },
    { label: 'Runs', href: url.part(here, 'runs'), isHere: part === 'runs' },
    { label: 'YAML', href: url.part(here, 'yaml'), isHere: part === 'yaml' },
  ];
}
