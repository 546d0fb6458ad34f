import type { ReactNode } from 'react';
import type { FormAction } from '@/lib/next/form-state';
import type { Reason } from '../access/why-not';
import { LinkButton } from '../ui/button';
import { Form } from './form';
import { FormPage } from './form-page';
import { Submit } from './submit';

interface DeletionPageProps {
  readonly title: string;
  /** What goes with it, and what stays. */
  readonly about: ReactNode;
  /** Why this reader may not; there is no form then. */
  readonly why: Reason | null;
  readonly action: FormAction;
  /** Which one, as the action reads it: the form's hidden fields. */
  readonly at: Readonly<Record<string, string>>;
  /** Of the button: what it does. */
  readonly verb?: readonly [verb: string, busy: string];
  /** Of the button: what it does it to. */
  readonly name: string;
  /** The page of what is kept. */
  readonly back: string;
}

/** Asks once more before something goes, with what goes with it. */
export function DeletionPage({
  title,
  about,
  why,
  action,
  at,
  verb = ['Delete', 'Deleting…'],
  name,
  back,
}: DeletionPageProps) {
  return (
    <FormPage title={title} about={about} why={why}>
      <Form action={action}>
        {Object.entries(at).map(([field, value]) => (
          <input key={field} type="hidden" name={field} value={value} />
        ))}
        <div className="flex flex-wrap gap-2">
          <Submit look="danger" busy={verb[1]}>
            {verb[0]} {name}
          </Submit>
          <LinkButton href={back}>Keep it</LinkButton>
        </div>
      </Form>
    </FormPage>
  );
}
