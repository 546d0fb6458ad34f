import type { FlavorRow } from '@/db/queries/flavors';
import type { ComponentType } from '@/lib/stacks/components/component';
import type { KnownFlavor } from '@/lib/stacks/configurations/known-flavors';
import { type Flavor, presentFlavor } from './flavor';

/**
 * What a flavor is: brought along by every client; by an integration that has to be installed; declared by somebody
 * here; or only named by components.
 */
export type FlavorKind = 'built-in' | 'integration' | 'declared' | 'unknown';

/** A flavor as pages show it, wherever it comes from. */
export interface ShownFlavor {
  readonly type: ComponentType;
  readonly name: string;
  readonly kind: FlavorKind;
  /** Name of the integration that has it. */
  readonly integration: string | null;
  /** What clients bring along under this name, with its fields. */
  readonly known: KnownFlavor | null;
  /** What somebody declared under this name; clients take it instead of their own. */
  readonly declared: Flavor | null;
}

/** A name and everything that is known of it. */
export function shownFlavor(
  { type, name }: { readonly type: ComponentType; readonly name: string },
  known: KnownFlavor | null,
  row: FlavorRow | null,
): ShownFlavor {
  const declared = row === null ? null : presentFlavor(row);
  const brought = known === null || known.integration === 'built-in' ? null : known.integration;
  const kind =
    declared !== null
      ? 'declared'
      : known === null
        ? 'unknown'
        : brought === null
          ? 'built-in'
          : 'integration';
  return {
    type,
    name,
    kind,
    integration: declared === null ? brought : declared.integration,
    known,
    declared,
  };
}
