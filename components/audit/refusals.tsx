import type { ReactNode } from 'react';
import type { AuditRecord } from '@/lib/audit/list-audit-events';
import { StatusShape } from '../ui/status';
import { verbWords } from './words';

/** A text of an event's details, if it is one. */
export const text = (value: unknown): string | null =>
  typeof value === 'string' && value !== '' ? value : null;

/** A refusal: the one thing in this list that has a color. */
const Refused = ({ children }: { readonly children: string }) => (
  <span className="inline-flex items-baseline gap-1 font-medium text-fail">
    <StatusShape kind="failed" size={9} />
    {children}
  </span>
);

export function refusedPower({ details }: AuditRecord): ReactNode {
  const [verb, permission, reason] = [
    text(details['verb']),
    text(details['permission']),
    text(details['reason']),
  ];
  return (
    <>
      was <Refused>refused</Refused> to {verbWords(verb ?? 'do something')}
      {permission !== null ? (
        <>
          : lacks <code>{permission}</code>
        </>
      ) : reason === 'sign_in_again' ? (
        ': the sign-in was over an hour old'
      ) : (
        ''
      )}
      .
    </>
  );
}

export function refusedSignIn({ details }: AuditRecord): ReactNode {
  const [reason, address] = [text(details['reason']), text(details['address'])];
  return (
    <>
      <Refused>failed</Refused> to sign in{reason !== null && `: ${reason}`}
      {address !== null && (
        <>
          {' '}
          from <code>{address}</code>
        </>
      )}
      .
    </>
  );
}

export function refusedLink({ details }: AuditRecord): ReactNode {
  const [link, reason, address] = [text(details['link']), text(details['reason']), text(details['address'])];
  return (
    <>
      was <Refused>refused</Refused> {link === 'invitation' ? 'an invitation' : 'a password link'}
      {reason !== null && `: ${reason}`}
      {address !== null && (
        <>
          , from <code>{address}</code>
        </>
      )}
      .
    </>
  );
}
