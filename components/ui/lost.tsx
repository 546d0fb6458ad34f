import type { ReactNode } from 'react';
import { LinkButton } from './button';

interface Way {
  readonly href: string;
  readonly label: string;
}

interface LostProps {
  readonly title: string;
  readonly children: ReactNode;
  readonly action: Way;
  readonly second?: Way;
}

/** A page that is not what somebody came for: what happened, and where to go from here. */
export function Lost({ title, children, action, second }: LostProps) {
  return (
    <div className="max-w-[60ch]">
      <h1>{title}</h1>
      <div className="mt-2 mb-5 text-ink-2 [overflow-wrap:anywhere]">{children}</div>
      <div className="flex gap-2">
        <LinkButton href={action.href} look="primary">
          {action.label}
        </LinkButton>
        {second !== undefined && <LinkButton href={second.href}>{second.label}</LinkButton>}
      </div>
    </div>
  );
}
