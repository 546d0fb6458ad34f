import { FormPage } from '@/components/forms/form-page';
import { Nothing } from '@/components/ui/nothing';
import { can } from '@/lib/access/authorize';
import { isId } from '@/lib/core/id';
import { nothing, oneEach, type SearchParams } from '@/lib/next/load';
import { mayStateOf } from '@/lib/next/may-state';
import { signedInCtx } from '@/lib/next/page-ctx';
import { whyNot } from '@/lib/next/why-not';

export const metadata = { title: 'Ask for access' };

/** Where a refused form leads: what it takes, who can give it, and the form that asks for it. */
export default async function AskPage({ searchParams }: { searchParams: SearchParams }) {
  const ctx = await signedInCtx();
  const query = await oneEach(searchParams);
  const asked = mayStateOf(query);
  const projectId = query['in'] ?? null;
  const resourceId = query['resource'];
  const isThere =
    projectId === null ||
    (isId(projectId) && (await can(ctx, { operation: 'project', type: 'read', projectId })));
  if (asked === null || !isThere || (resourceId !== undefined && !isId(resourceId))) {
    nothing();
    return <Nothing />;
  }
  const { operation, type } = asked;
  const why = await whyNot(ctx, {
    operation,
    type,
    projectId,
    ...(resourceId !== undefined && { resourceId }),
  });
  return (
    <FormPage title="Ask for access" why={why}>
      <p className="text-ink-2">
        You may do that: nothing has to be asked for. It takes{' '}
        <code>
          {operation}:{type}
        </code>
        , which you hold.
      </p>
    </FormPage>
  );
}
