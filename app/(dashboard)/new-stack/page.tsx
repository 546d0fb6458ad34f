import { registerStackAction } from '@/app/(dashboard)/stacks/actions';
import { formChoices, partsAsked } from '@/app/(dashboard)/stacks/form-parts';
import { StackForm } from '@/app/(dashboard)/stacks/stack-form';
import { FormPage } from '@/components/forms/form-page';
import type { Ctx } from '@/lib/core/ctx';
import { isDomainError } from '@/lib/core/domain-error';
import { url } from '@/lib/core/urls';
import { oneEach, type SearchParams } from '@/lib/next/load';
import { signedInCtx } from '@/lib/next/page-ctx';
import { whyNot } from '@/lib/next/why-not';
import { readStack } from '@/lib/stacks/read-stack';
import type { FullStack } from '@/lib/stacks/stack';

export const metadata = { title: 'Register stack' };

export default async function NewStackPage({ searchParams }: { searchParams: SearchParams }) {
  const ctx = await signedInCtx();
  const query = await oneEach(searchParams);
  const why = await whyNot(ctx, { operation: 'stack', type: 'create', projectId: null });
  const original = why === null ? await originalOf(ctx, query['from']) : null;
  return (
    <FormPage
      title={original === null ? 'Register stack' : `Copy of ${original.name}`}
      about={
        original === null
          ? 'A named set of registered components for pipelines to run on, at most one of each type.'
          : `It begins with the components of ${original.name} and shares them: a change of a component is one in both.`
      }
      why={why}
      wide
    >
      {why === null && (
        <StackForm
          action={registerStackAction}
          hidden={{
            from: original?.name ?? '',
            order: (original?.components ?? []).map(({ type }) => type).join(','),
          }}
          name={query['name'] ?? (original === null ? '' : `${original.name}-copy`)}
          parts={partsAsked(original, query)}
          {...(await formChoices(ctx))}
          submit="Register stack"
          cancelHref={original === null ? url.stacks() : url.stack(original.name)}
        />
      )}
    </FormPage>
  );
}

/** The stack that the address asks a copy of, or null: then the form is blank. */
async function originalOf(ctx: Ctx, stack: string | undefined): Promise<FullStack | null> {
  if (stack === undefined || stack === '') return null;
  try {
    return await readStack(ctx, { stack });
  } catch (error) {
    if (isDomainError(error) && error.code === 'not_found') return null;
    throw error;
  }
}
