import { type ButtonLook, LinkButton } from '../ui/button';
import { type Reason, WhyNot } from './why-not';

interface ActionLinkProps {
  readonly label: string;
  readonly href: string;
  /** Why the reader may not; null when they may. */
  readonly why: Reason | null;
  readonly look?: ButtonLook;
  readonly hotkey?: string;
}

/** Leads to the form of an act, or says why this reader may not do it. */
export function ActionLink({ label, href, why, look = 'plain', hotkey }: ActionLinkProps) {
  if (why !== null) return <WhyNot label={label} why={why} />;
  return (
    <LinkButton href={href} look={look} {...(hotkey === undefined ? {} : { hotkey })}>
      {label}
    </LinkButton>
  );
}
