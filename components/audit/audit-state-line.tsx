import type { AuditState } from '@/lib/audit/read-audit-state';
import { url } from '@/lib/core/urls';
import { Note } from '../ui/note';
import { Status } from '../ui/status';
import { dayName, dayText, instantText } from '../ui/time-text';

interface StateProps {
  readonly state: AuditState;
  readonly now: Date;
}

/** In one line: how far the chains were checked, and how many events there are. */
export function AuditStateLine({ state, now }: StateProps) {
  const { events, since } = state;
  return (
    <>
      <Verified state={state} now={now} />
      <span aria-hidden="true">·</span>
      <span>
        {events.toLocaleString('en')} {events === 1 ? 'event' : 'events'}
        {since !== null && ` since ${dayText(since)}`}
      </span>
    </>
  );
}

function Verified({ state: { events, verified, verifiedTo, broken }, now }: StateProps) {
  if (broken.length > 0) return <Status kind="failed" text="Check failed" />;
  if (verifiedTo === null)
    return verified === 0 ? (
      <Status kind="none" text="Never verified" />
    ) : (
      <Status
        kind="judge"
        text={`${verified.toLocaleString('en')} of ${events.toLocaleString('en')} events verified`}
      />
    );
  const left = events - verified;
  return (
    <>
      <span title={instantText(verifiedTo)}>
        <Status kind="passed" text={`Verified to ${momentText(verifiedTo, now)}`} />
      </span>
      {left > 0 && <span>, {left.toLocaleString('en')} not yet</span>}
    </>
  );
}

/** `12:04` of today, else with its day. UTC. */
function momentText(at: Date, now: Date): string {
  const time = at.toISOString().slice(11, 16);
  const day = dayName(at, now);
  return day.startsWith('Today') ? `${time} UTC` : `${day}, ${time} UTC`;
}

const FAULT_WORDS: Readonly<Record<AuditState['broken'][number]['fault'], string>> = {
  missing: 'events are missing, or there is one too many',
  order: 'it does not follow the event before it',
  rewritten: 'it has another hash than when it was last checked',
  payload: 'what it tells is not what was hashed',
  columns: 'lists and filters read something else of it than it tells',
  head: 'the head of the chain does not name it',
};

/** What a check found wrong: loud, and with the way to the event. */
export function BrokenChains({ state: { broken } }: Pick<StateProps, 'state'>) {
  if (broken.length === 0) return null;
  return (
    <div className="mb-4 bg-fail-bg">
      <Note tone="fail">
        <strong className="font-semibold">The audit is not as it was written.</strong> Somebody changed it in
        the database, or a backup brought back a part of it. Compare it with an export from before.
        <ul className="mt-1">
          {broken.map(({ chain, project, seq, fault }) => (
            <li key={chain}>
              Chain of {chain === 'store' ? 'the store' : (project ?? chain)},{' '}
              <a href={url.audit({ event: `${chain}.${seq}` })} className="link">
                event {seq.toLocaleString('en')}
              </a>
              : {FAULT_WORDS[fault]}. What follows it was not checked.
            </li>
          ))}
        </ul>
      </Note>
    </div>
  );
}
