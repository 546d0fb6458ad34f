import { type ButtonLook, LinkButton, Refused } from './button';

interface ActionLinkProps {
  readonly label: string;
  readonly href: string;
  /** Why the reader may not; null when they may. */
  readonly why: string | null;
  readonly look?: ButtonLook;
  readonly hotkey?: string;
}

/** Leads to the form of an act, or says why this reader may not do it. */
export function ActionLink({ label, href, why, look = 'plain', hotkey }: ActionLinkProps) {
  if (why !== null)
    return <Refused id={`why-${label.toLowerCase().replaceAll(' ', '-')}`} label={label} why={why} />;
  return (
    <LinkButton href={href} look={look} {...(hotkey === undefined ? {} : { hotkey })}>
      {label}
    </LinkButton>
  );
}
