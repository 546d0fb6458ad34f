import type { ShownFlavor } from '@/lib/stacks/flavors/shown-flavor';
import { kindWords } from './flavor-kind';

interface FlavorChoiceProps {
  readonly flavors: readonly ShownFlavor[];
  /** Address that goes on with a flavor. */
  readonly hrefOf: (flavor: string) => string;
  readonly label: string;
}

/** Flavors to choose one from: links, so that it works without JavaScript and each choice has an address. */
export function FlavorChoice({ flavors, hrefOf, label }: FlavorChoiceProps) {
  const ordered = [...flavors].sort((a, b) => ORDER.indexOf(a.kind) - ORDER.indexOf(b.kind));
  return (
    <ul aria-label={label} className="border-t border-rule">
      {ordered.map((flavor) => (
        <Choice key={flavor.name} href={hrefOf(flavor.name)} name={flavor.name} about={aboutOf(flavor)} />
      ))}
    </ul>
  );
}

const ORDER: readonly ShownFlavor['kind'][] = ['declared', 'built-in', 'integration', 'unknown'];

function aboutOf(flavor: ShownFlavor): string {
  const needed = (flavor.known?.fields ?? []).filter(({ isRequired }) => isRequired).map(({ name }) => name);
  const needs = needed.length === 0 ? '' : `; needs ${needed.join(', ')}`;
  return `${kindWords(flavor)}${needs}`;
}

/** One thing to choose: the whole row leads on. */
export function Choice({ href, name, about }: { href: string; name: string; about: string }) {
  return (
    <li className="relative border-b border-rule py-2 hover:bg-panel sm:grid sm:grid-cols-[200px_minmax(0,1fr)] sm:gap-x-4">
      <a href={href} className="font-medium [overflow-wrap:anywhere] after:absolute after:inset-0">
        {name}
      </a>
      <span className="block text-ink-2 [overflow-wrap:anywhere]">{about}</span>
    </li>
  );
}
