import type { AuditRecord } from '@/lib/audit/list-audit-events';
import { url } from '@/lib/core/urls';
import type { AuditValue, Change } from '@/lib/writes/changes';
import { instantText } from '../ui/time-text';
import { fieldWords } from './sentence';

/** What an opened event shows: its fields before and after, what else it tells, and its place in its chain. */
export function EventFacts({ event }: { readonly event: AuditRecord }) {
  const details = Object.entries(event.details).filter(([, value]) => value !== null && value !== '');
  return (
    <div className="flex flex-col gap-2 border-l border-rule-2 pt-0.5 pb-1 pl-4 max-md:pl-3">
      {event.changes.length > 0 && <Changes changes={event.changes} />}
      {details.length > 0 && (
        <dl className="flex flex-wrap gap-x-4 gap-y-1">
          {details.map(([name, value]) => (
            <div key={name} className="flex min-w-0 flex-wrap gap-x-1.5">
              <dt className="text-ink-3">{fieldWords(name)}</dt>
              <dd className="min-w-0 [overflow-wrap:anywhere]">{shown(value)}</dd>
            </div>
          ))}
        </dl>
      )}
      <Origin event={event} />
    </div>
  );
}

/** A value of an event's details, whatever older versions put there. */
function shown(value: unknown): string {
  if (Array.isArray(value)) return value.map(shown).join(', ');
  if (typeof value === 'boolean') return value ? 'yes' : 'no';
  return typeof value === 'object' ? JSON.stringify(value) : String(value);
}

/** Field, before, after. What came and what went of a list is marked. */
function Changes({ changes }: { readonly changes: readonly Change[] }) {
  const heading = 'border-b border-rule pr-4 pb-1 text-left text-xs font-medium text-ink-3 last:pr-0';
  const cell = 'border-b border-rule py-1 pr-4 text-left align-top [overflow-wrap:anywhere] last:pr-0';
  return (
    <table className="w-full table-fixed border-collapse">
      <thead>
        <tr>
          {['Field', 'Before', 'After'].map((label) => (
            <th key={label} scope="col" className={`${heading} ${label === 'Field' ? 'w-[28%]' : ''}`}>
              {label}
            </th>
          ))}
        </tr>
      </thead>
      <tbody>
        {changes.map(({ field, before, after }) => (
          <tr key={field}>
            <th scope="row" className={`${cell} font-normal`}>
              {fieldWords(field)}
            </th>
            <td className={cell}>
              <Value value={before} other={after} mark="del" />
            </td>
            <td className={cell}>
              <Value value={after} other={before} mark="ins" />
            </td>
          </tr>
        ))}
      </tbody>
    </table>
  );
}

interface ValueProps {
  readonly value: AuditValue;
  readonly other: AuditValue;
  /** How an item is marked that the other side does not have. */
  readonly mark: 'ins' | 'del';
}

function Value({ value, other, mark: Mark }: ValueProps) {
  if (value === null || value === '') return <span className="text-ink-3">none</span>;
  if (typeof value === 'boolean') return value ? 'yes' : 'no';
  if (!Array.isArray(value)) return <span>{String(value)}</span>;
  const there: readonly unknown[] = Array.isArray(other) ? other : [];
  const items = value as readonly string[];
  if (items.length === 0) return <span className="text-ink-3">none</span>;
  return (
    <code>
      {items.map((item, n) => (
        <span key={item}>
          {n > 0 && ', '}
          {there.includes(item) || !Array.isArray(other) ? (
            item
          ) : (
            <Mark
              className={`rounded-[3px] px-1 ${Mark === 'ins' ? 'bg-pass-bg text-pass no-underline' : 'bg-fail-bg text-fail'}`}
            >
              {item}
            </Mark>
          )}
        </span>
      ))}
    </code>
  );
}

const THROUGH: Readonly<Record<string, string>> = {
  session: 'in a browser',
  token: 'through an API token',
  client: 'through a client',
  system: 'by the store itself',
};
const short = (hash: string): string => `${hash.slice(0, 4)}…${hash.slice(-4)}`;

/** Where the event stands, how it came about, and what else there is about the same thing. */
function Origin({ event }: { readonly event: AuditRecord }) {
  const { chain, seq, hash, previousHash, resourceId, actorKind, request, project, at } = event;
  const through = actorKind === null ? undefined : THROUGH[actorKind];
  return (
    <p className="text-ink-3">
      {hash === '' ? (
        'In no chain: what was refused is kept for the newest 10,000.'
      ) : (
        <>
          Event {seq.toLocaleString('en')} of the chain of{' '}
          {chain === 'store' ? 'the store' : (project ?? chain)} · <code title={hash}>{short(hash)}</code>{' '}
          {previousHash === '' ? (
            'begins it'
          ) : (
            <>
              follows <code title={previousHash}>{short(previousHash)}</code>
            </>
          )}
        </>
      )}{' '}
      · <time dateTime={at.toISOString()}>{instantText(at)}</time>
      {through !== undefined && ` · ${through}`}
      {request !== null && (
        <>
          {' '}
          · request <code className="[overflow-wrap:anywhere]">{request}</code>
        </>
      )}{' '}
      ·{' '}
      {resourceId !== null && (
        <>
          <a href={url.audit({ object: resourceId })} className="link">
            history of {event.resourceName}
          </a>{' '}
          ·{' '}
        </>
      )}
      <a href={url.audit({ event: `${chain}.${seq}` })} className="link">
        this event alone
      </a>
    </p>
  );
}
