import { deregisterStackAction } from '@/app/(dashboard)/stacks/actions';
import { openStack, type StackParams } from '@/app/(dashboard)/stacks/open';
import { DeletionPage } from '@/components/forms/deletion-page';
import { typeInSentence } from '@/components/stack-components/type-labels';
import { StackGone } from '@/components/stacks/stack-gone';
import { url } from '@/lib/core/urls';
import { whyNot } from '@/lib/next/why-not';
import { type DeregisteringStack, previewDeregisterStack } from '@/lib/stacks/deregister-stack';

export const metadata = { title: 'Deregister stack' };

export default async function DeregisterStackPage({ params }: { params: StackParams }) {
  const { ctx, at, found } = await openStack(params, 'delete');
  if (found.value === null) return <StackGone stack={at.stack} absence={found.absence} />;
  const { name } = found.value;
  const why = await whyNot(ctx, { operation: 'stack', type: 'delete', projectId: null });
  const effect = why === null ? await previewDeregisterStack(ctx, { stack: name }) : null;
  return (
    <DeletionPage
      title={`Deregister ${name}?`}
      why={why}
      about={effect !== null && <Effect of={effect} />}
      action={deregisterStackAction}
      at={{ stack: name }}
      verb={['Deregister', 'Deregistering…']}
      name={name}
      back={url.stack(name)}
    />
  );
}

/** What goes and what stays. */
function Effect({ of: { components, onlyHere, runs } }: { of: DeregisteringStack }) {
  const strong = 'font-medium text-ink';
  const many = (n: number | '10,000+', word: string) =>
    `${typeof n === 'number' ? n.toLocaleString('en') : n} ${word}${n === 1 ? '' : 's'}`;
  return (
    <div className="flex flex-col gap-2">
      <p>
        It is removed from the lists and from every client: one whose active stack it is has to set another.
        The name is free again and inherits nothing; its pages say that you deregistered it, and when.
      </p>
      <p>
        {components > 0 && (
          <>
            Its <b className={strong}>{many(components, 'component')}</b>{' '}
            {components === 1 ? 'stays' : 'stay'}
            {onlyHere.length > 0 && (
              <>
                , of which no other stack has{' '}
                {onlyHere.map(({ type, name }, n) => (
                  <span key={type}>
                    {n > 0 && ', '}
                    {typeInSentence(type)}{' '}
                    <a href={url.component(type, name)} className="link">
                      {name}
                    </a>
                  </span>
                ))}
              </>
            )}
            .{' '}
          </>
        )}
        {runs === 0 ? (
          'No run that you may see has used it.'
        ) : (
          <>
            <b className={strong}>{many(runs, 'run')}</b> {runs === 1 ? 'keeps' : 'keep'} it as it was.
          </>
        )}
      </p>
    </div>
  );
}
