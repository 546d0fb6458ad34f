import type { FlavorRow } from '@/db/queries/flavors';
import { DomainError, type Issue, invalid } from '@/lib/core/domain-error';
import { nameProblem } from '@/lib/core/name';
import type { ComponentType } from '@/lib/stacks/components/component';
import type { AuditAction } from '@/lib/writes/actions';

/** A flavor that somebody declared. Nothing is ever imported or run from `source`. Instants in UTC. */
export interface Flavor {
  readonly id: string;
  readonly type: ComponentType;
  readonly name: string;
  /** Dotted path of the Python class. */
  readonly source: string;
  readonly integration: string | null;
  readonly createdAt: Date;
  readonly createdBy: string;
  readonly updatedAt: Date;
  readonly updatedBy: string;
}

export function presentFlavor(row: FlavorRow): Flavor {
  return {
    id: row.id,
    type: row.type,
    name: row.name,
    source: row.source,
    integration: row.integration,
    createdAt: row.createdAt,
    createdBy: row.createdByName,
    updatedAt: row.updatedAt,
    updatedBy: row.updatedByName,
  };
}

const MAX_SOURCE = 1_000;

/** `invalid` with every complaint about a flavor's fields. */
export function checkFlavor({
  name,
  source,
  integration = null,
}: {
  readonly name: string;
  readonly source: string;
  readonly integration?: string | null;
}): void {
  const issues: Issue[] = [];
  const problem = nameProblem(name, 'Flavor name', 'path');
  if (problem !== null) issues.push({ path: 'name', message: problem, value: name });
  if (source.trim() === '' || source.length > MAX_SOURCE || /\p{Cc}/u.test(source))
    issues.push({
      path: 'source',
      message: `Source must be the dotted path of a class, of at most ${MAX_SOURCE} characters.`,
      value: source,
    });
  const wrong = integration ? nameProblem(integration, 'Integration', 'path') : null;
  if (wrong !== null) issues.push({ path: 'integration', message: wrong, value: integration });
  if (issues.length > 0) throw invalid(issues);
}

export const absentFlavor = (type: string, name: string): string =>
  `No flavor '${name}' of the component type '${type}' is here.`;

export const flavorTaken = (type: string, name: string): DomainError => {
  const message = `The flavor '${name}' for the stack component type '${type}' already exists.`;
  return new DomainError('conflict', message, { issues: [{ path: 'name', message, value: name }] });
};

/** What the audit tells of a flavor. */
export const flavorFacts = ({ type, name, source, integration }: FlavorRow) => ({
  type,
  name,
  source,
  integration,
});

export const flavorEvent = <Action extends AuditAction>(action: Action, row: FlavorRow) =>
  ({
    action,
    resourceType: 'flavor',
    resourceId: row.id,
    resourceName: `${row.type}/${row.name}`,
    projectId: null,
  }) as const;
