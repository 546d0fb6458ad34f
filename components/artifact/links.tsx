import type { ReactNode } from 'react';
import { fragment, scenarioAnchor, scenarioLabel } from './scenario-anchor';

/** Where a scenario of a card is, `null` when no card holds it. */
export type HrefOfScenario = (scenarioId: string) => string | null;
/** Where the evidence of a test case is, `null` when there is none. */
export type HrefOfCase = (caseId: string) => string | null;

export type SourceType = 'card' | 'suite' | 'results';
/** Where the artifact that a report copied is, by its whole id. */
export type HrefOfSource = (type: SourceType, id: string) => string | null;

/** Scenarios of the card that is on the same page. */
export const scenarioOnThisPage: HrefOfScenario = (scenarioId) => fragment(scenarioAnchor(scenarioId));

interface QuietLinkProps {
  readonly href: string | null;
  readonly title?: string;
  readonly className?: string;
  readonly children: ReactNode;
}

/** A link that looks like its text until it is pointed at; plain text without an address. */
export function QuietLink({ href, title, className, children }: QuietLinkProps) {
  const attributes = { ...(title !== undefined && { title }), ...(className !== undefined && { className }) };
  if (href === null) return <span {...attributes}>{children}</span>;
  return (
    <a href={href} {...attributes}>
      {children}
    </a>
  );
}

interface ScenarioLinksProps {
  readonly ids: readonly string[];
  readonly hrefOf: HrefOfScenario;
  /** How the links stand; `contents` lets them flow with what stands before them. */
  readonly className?: string;
}

/** Short ids of scenarios, the whole id on hover; one that no card holds is struck out of the links and says so. */
export function ScenarioLinks({
  ids,
  hrefOf,
  className = '-my-0.5 inline-flex flex-wrap gap-x-2',
}: ScenarioLinksProps) {
  return (
    <span className={className}>
      {ids.map((id) => {
        const href = hrefOf(id);
        const label = scenarioLabel(id);
        return (
          <QuietLink
            key={id}
            className="py-0.5"
            href={href}
            title={href === null ? `${id}: on no card that is known here` : id}
          >
            {href === null ? <code className="text-ink-3">{label}</code> : <code>{label}</code>}
          </QuietLink>
        );
      })}
    </span>
  );
}
