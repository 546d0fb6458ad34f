import type { ReactNode } from 'react';
import { type Reason, WhyPage } from '../access/why-not';
import { Note } from '../ui/note';

interface FormPageProps {
  readonly title: ReactNode;
  /** What the form is about, or what it will do. */
  readonly about?: ReactNode;
  /** Why this reader may not; the form is not shown then. */
  readonly why: Reason | null;
  readonly wide?: boolean;
  readonly children: ReactNode;
}

/** A page that holds one form, or says why it does not. */
export function FormPage({ title, about, why, wide = false, children }: FormPageProps) {
  return (
    <div className={wide ? '' : 'max-w-[560px]'}>
      <h1 className="mb-4 [overflow-wrap:anywhere]">{title}</h1>
      {why === null ? (
        <>
          {about !== undefined && <div className="mb-5 max-w-[72ch] text-ink-2">{about}</div>}
          {children}
        </>
      ) : (
        <Refused why={why} />
      )}
    </div>
  );
}

/** What can be asked for is asked for here; what nobody could give is a sentence. */
const Refused = ({ why }: { readonly why: Reason }) =>
  typeof why === 'string' ? <Note tone="fail">{why}</Note> : <WhyPage why={why} />;
