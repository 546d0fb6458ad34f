import { url } from '@/lib/core/urls';
import type { ShownFlavor } from '@/lib/stacks/flavors/shown-flavor';

/** What a flavor is, in words: nothing here is ever imported or run. */
export function kindWords({
  kind,
  name,
  integration,
}: Pick<ShownFlavor, 'kind' | 'name' | 'integration'>): string {
  switch (kind) {
    case 'built-in':
      return 'built-in';
    case 'integration':
      return integration === null || integration === name ? 'integration' : `integration ${integration}`;
    case 'declared':
      return 'custom, declared';
    case 'unknown':
      return 'not declared here';
  }
}

/** A flavor's name, leading to its page, and what it is. */
export function FlavorName({
  flavor,
}: {
  flavor: Pick<ShownFlavor, 'type' | 'name' | 'kind' | 'integration'>;
}) {
  return (
    <>
      <a href={url.flavor(flavor.type, flavor.name)} className="link">
        {flavor.name}
      </a>
      <span className="text-ink-3"> · {kindWords(flavor)}</span>
    </>
  );
}
