import type { ReactNode } from 'react';
import { fragment, scenarioAnchor, scenarioLabel } from './scenario-anchor';

/** Where a scenario of a card is, `null` when no card holds it. */
export type HrefOfScenario = (scenarioId: string) => string | null;
/** Where the evidence of a test case is, `null` when there is none. */
export type HrefOfCase = (caseId: string) => string | null;

/** Scenarios of the card that is on the same page. */
export const scenarioOnThisPage: HrefOfScenario = (scenarioId) => fragment(scenarioAnchor(scenarioId));

interface QuietLinkProps {
  readonly href: string | null;
  readonly title?: string;
  readonly children: ReactNode;
}

/** A link that looks like its text until it is pointed at; plain text without an address. */
export function QuietLink({ href, title, children }: QuietLinkProps) {
  if (href === null) return <span title={title}>{children}</span>;
  return (
    <a href={href} title={title} className="decoration-rule-2 underline-offset-3 hover:underline">
      {children}
    </a>
  );
}

interface ScenarioLinksProps {
  readonly ids: readonly string[];
  readonly hrefOf: HrefOfScenario;
}

/** Short ids of scenarios, the whole id on hover; one that no card holds is struck out of the links and says so. */
export function ScenarioLinks({ ids, hrefOf }: ScenarioLinksProps) {
  return (
    <span className="inline-flex flex-wrap gap-x-2">
      {ids.map((id) => {
        const href = hrefOf(id);
        const label = <code className={href === null ? 'text-ink-3' : ''}>{scenarioLabel(id)}</code>;
        return (
          <QuietLink key={id} href={href} title={href === null ? `${id}: on no card that is known here` : id}>
            {label}
          </QuietLink>
        );
      })}
    </span>
  );
}
