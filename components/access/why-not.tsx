import { url } from '@/lib/core/urls';
import type { Why } from '@/lib/next/why-not';
import { Form } from '../forms/form';
import { buttonClass } from '../ui/button';
import { RelativeTime } from '../ui/relative-time';
import { AskForm } from './ask-form';
import { DURATION_OPTIONS, subjectOf, wayWords } from './request-words';
import { WhyDetails } from './why-details';

/** Why a reader may not: a sentence where nothing can be asked for, else what is missing and what would help. */
export type Reason = string | Why;

interface WhyNotProps {
  readonly label: string;
  readonly why: Reason;
  /** The edge of the element around that the panel keeps to. */
  readonly side?: 'left' | 'right';
}

/**
 * A control that this reader may not use. It stays in reach of the keyboard, and opens what is missing, who can give it
 * and the form that asks for it, without JavaScript too. The panel hangs from the nearest positioned element around, so
 * that it fits wherever the control stands in its row.
 */
export function WhyNot({ label, why, side = 'right' }: WhyNotProps) {
  const isAsked = typeof why === 'object' && why.askedAt !== null;
  const summary = (
    <>
      {label}
      <span className="font-normal">{isAsked ? '· asked for' : '· why not?'}</span>
    </>
  );
  const pane = (
    <div
      className={`rounded-md border border-rule-2 bg-lift p-4 text-left whitespace-normal max-md:mt-2 md:absolute md:top-full md:z-20 md:mt-1.5 md:w-[440px] ${side === 'right' ? 'md:right-0' : 'md:left-0'}`}
    >
      <WhyPane why={why} />
    </div>
  );
  const summaryClass = `${buttonClass()} cursor-pointer list-none border-dashed text-ink-2`;
  if (typeof why === 'string')
    return (
      <WhyDetails summary={summary} summaryClass={summaryClass}>
        {pane}
      </WhyDetails>
    );
  return (
    <Form action={why.ask} className="contents" silent>
      <WhyDetails summary={summary} summaryClass={summaryClass}>
        {pane}
      </WhyDetails>
    </Form>
  );
}

/** The same on a page of its own, in place of the form that the reader may not use. */
export function WhyPage({ why }: { readonly why: Why }) {
  return (
    <Form action={why.ask} className="rounded-md border border-rule-2 bg-lift p-4" silent>
      <WhyPane why={why} />
    </Form>
  );
}

function WhyPane({ why }: { readonly why: Reason }) {
  if (typeof why === 'string') return <p className="text-ink-2">{why}</p>;
  const { operation, type, project, resource, ways } = why;
  return (
    <>
      <h2 className="[overflow-wrap:anywhere]">
        You may not {type} {subjectOf(why)}
      </h2>
      <p className="text-ink-2 [overflow-wrap:anywhere]">
        It takes{' '}
        <code>
          {operation}:{type}
        </code>{' '}
        {project === null ? 'in the store' : `in ${project}`}. <Held why={why} />
      </p>
      {why.askedAt !== null ? (
        <p className="mt-3 border-t border-rule pt-3">
          You asked for it <RelativeTime at={why.askedAt} now={new Date()} ago />, and it waits for an answer.{' '}
          <a href={`${url.account()}#requests`} className="link whitespace-nowrap">
            Your requests
          </a>
        </p>
      ) : (
        <AskForm
          named={{
            operation,
            type,
            project: project ?? '',
            resource: resource?.id ?? '',
          }}
          ways={ways.map((way) => ({ value: way.role ?? '', ...wayWords(why, way) }))}
          durations={DURATION_OPTIONS}
          givers={<Givers why={why} />}
        />
      )}
    </>
  );
}

function Held({ why: { held, project } }: { readonly why: Why }) {
  if (held.length === 0)
    return project === null ? 'You have no role that counts there.' : 'You have no role there.';
  const names = held.map((each) =>
    each.project === null && project !== null ? `${each.role} everywhere` : each.role,
  );
  return `Your ${names.length === 1 ? 'role there is' : 'roles there are'} ${names.join(', ')}.`;
}

/** Names in a panel; more help nobody. */
const MOST_NAMES = 3;

function Givers({ why: { givers } }: { readonly why: Why }) {
  if (givers.length === 0) return 'an administrator';
  return givers.slice(0, MOST_NAMES).map(({ user, paths: [path] }, n) => (
    <span key={user} className="[overflow-wrap:anywhere]">
      {n > 0 && <span className="text-ink-3"> · </span>}
      <span className="font-medium">{user}</span>{' '}
      {path !== undefined && path.role !== null && (
        <span className="text-ink-2">
          {path.role} {path.project === null ? 'everywhere' : `on ${path.project}`}
        </span>
      )}
    </span>
  ));
}
