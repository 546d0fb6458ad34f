import { LinkButton } from '../ui/button';
import { FormPage } from './form-page';

interface InUseProps {
  readonly name: string;
  /** `A stack has this orchestrator.` */
  readonly about: string;
  readonly label: string;
  readonly users: readonly { readonly name: string; readonly href: string }[];
  /** Of all users, named or not. */
  readonly count: number;
  /** `and 3 more`, where not all are named. */
  readonly rest: string | null;
  readonly back: string;
}

/** Stands in for the question while others use it: who they are. */
export function InUse({ name, about, label, users, count, rest, back }: InUseProps) {
  const them = count === 1 ? 'it' : 'them';
  return (
    <FormPage
      title={`${name} is in use`}
      about={`${about} Give ${them} another one, or delete ${them}, first.`}
      why={null}
    >
      <ul aria-label={label} className="mb-5 border-t border-rule">
        {users.map((user) => (
          <li key={user.name} className="border-b border-rule py-[7px] [overflow-wrap:anywhere]">
            <a href={user.href} className="link">
              {user.name}
            </a>
          </li>
        ))}
        {rest !== null && <li className="border-b border-rule py-[7px] text-ink-3">{rest}</li>}
      </ul>
      <LinkButton href={back}>Keep it</LinkButton>
    </FormPage>
  );
}
