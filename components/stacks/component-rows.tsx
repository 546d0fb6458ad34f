import { ConfigurationFacts } from '@/components/stack-components/configuration-facts';
import { typeInSentence, typeLabels } from '@/components/stack-components/type-labels';
import { url } from '@/lib/core/urls';
import type { FullStack } from '@/lib/stacks/stack';

const ROW = 'grid gap-x-6 gap-y-2 border-t border-rule py-4 md:grid-cols-[200px_minmax(0,1fr)]';

/** Rules between the lines of a configuration only: the row has its own around them. */
const INNER = '-my-[7px] min-w-0 [&_section>dl]:border-t-0 [&_section>dl:last-child>:last-child]:border-b-0';

interface ComponentRowsProps {
  readonly stack: Pick<FullStack, 'components' | 'lacks'>;
  /** Where what it lacks is chosen; null for who may not. */
  readonly editHref: string | null;
}

/** A stack's components with what is set of each, in its order; what it lacks to run a pipeline comes first. */
export function ComponentRows({ stack: { components, lacks }, editHref }: ComponentRowsProps) {
  return (
    <div>
      {lacks.map((type) => (
        <section key={type} className={ROW} aria-label={typeLabels(type).one}>
          <h2>{typeLabels(type).one}</h2>
          <p className="text-ink-2">
            <span className="status shape-stale font-medium text-stale">None</span> A pipeline needs one to
            run.{' '}
            {editHref !== null && (
              <a href={editHref} className="link">
                Choose one<span className="sr-only"> for {typeInSentence(type)}</span>
              </a>
            )}
          </p>
        </section>
      ))}
      {components.map(({ type, name, flavor, fields }) => (
        <section key={type} className={ROW} aria-label={typeLabels(type).one}>
          <div className="min-w-0 [overflow-wrap:anywhere]">
            <h2>{typeLabels(type).one}</h2>
            <a href={url.component(type, name)} className="link">
              {name}
            </a>
            <span className="block text-ink-3">{flavor}</span>
          </div>
          <div className={INNER}>
            <ConfigurationFacts fields={fields} label={`Configuration of ${name}`} />
          </div>
        </section>
      ))}
    </div>
  );
}
