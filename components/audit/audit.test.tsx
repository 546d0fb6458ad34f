import { renderToStaticMarkup } from 'react-dom/server';
import { describe, expect, it } from 'vitest';
import type { AuditRecord } from '@/lib/audit/list-audit-events';
import { textOfHtml } from '../artifact/testing/text-of-html';
import { AuditStateLine, BrokenChains } from './audit-state-line';
import { EventFacts } from './event-facts';
import { Sentence } from './sentence';
import { verbWords } from './words';

const EVENT: AuditRecord = {
  id: 'e',
  chain: 'store',
  seq: 7,
  hash: 'b'.repeat(64),
  previousHash: 'a'.repeat(64),
  at: new Date('2026-11-30T11:40:00Z'),
  actor: 'axl',
  actorId: 'u',
  actorKind: 'session',
  isService: false,
  request: null,
  action: 'team.create',
  resourceType: 'team',
  resourceId: 't',
  resourceName: 'vision',
  projectId: null,
  project: null,
  changes: [],
  details: {},
};
/** What a person reads; a tag that ends before a full stop leaves no space there. */
const read = (html: string): string => textOfHtml(html).replace(/ (?=[.,:])/g, '');
const sentence = (event: Partial<AuditRecord>) =>
  read(renderToStaticMarkup(<Sentence event={{ ...EVENT, ...event }} />));
const change = (field: string, before: string | boolean | null, after: string | boolean | null) => ({
  field,
  before,
  after,
});

describe('an event as a sentence', () => {
  it.each<[string, Partial<AuditRecord>]>([
    ['axl created the team vision.', {}],
    [
      'Somebody failed to sign in: unknown account from 203.0.113.7.',
      {
        action: 'sign_in.refuse',
        actor: 'unknown',
        actorId: null,
        resourceName: '',
        details: { reason: 'unknown account', address: '203.0.113.7' },
      },
    ],
    [
      'axl was refused to create a team: lacks team:create.',
      {
        action: 'power.refuse',
        details: { verb: 'createTeam', permission: 'team:create', reason: 'forbidden' },
      },
    ],
    [
      'axl was refused to delete a role: the sign-in was over an hour old.',
      {
        action: 'power.refuse',
        details: { verb: 'deleteRole', permission: null, reason: 'sign_in_again' },
      },
    ],
    [
      'axl assigned the role reviewer to blupus on reviews, until 13 Mar 2027.',
      {
        action: 'role_assignment.create',
        resourceName: 'reviewer',
        changes: [
          change('user', null, 'blupus'),
          change('project', null, 'reviews'),
          change('expiresAt', null, '2027-03-14T00:00:00.000Z'),
        ],
      },
    ],
    [
      'axl removed the role reviewer from the team risk everywhere.',
      {
        action: 'role_assignment.delete',
        resourceName: 'reviewer',
        changes: [change('team', 'risk', null)],
      },
    ],
    [
      'axl changed when the role reviewer ends for blupus everywhere: it ends no more.',
      {
        action: 'role_assignment.update',
        resourceName: 'reviewer',
        details: { user: 'blupus' },
        changes: [change('expiresAt', '2027-03-14T00:00:00.000Z', null)],
      },
    ],
    ['axl added blupus to the team vision.', { action: 'team.add_member', details: { user: 'blupus' } }],
    [
      'axl renamed the team sight to vision.',
      { action: 'team.update', changes: [change('name', 'sight', 'vision')] },
    ],
    [
      'axl deactivated the account blupus.',
      {
        action: 'user.update',
        resourceName: 'blupus',
        changes: [change('isActive', true, false)],
      },
    ],
    [
      'axl changed the account blupus: full name, email.',
      {
        action: 'user.update',
        resourceName: 'blupus',
        changes: [change('fullName', 'a', 'b'), change('email', null, 'c')],
      },
    ],
    ['axl something new vision.', { action: 'something.new' }],
  ])('%s', (words, event) => {
    expect(sentence(event)).toBe(words);
  });

  it('names what a role gained and lost', () => {
    const changes = [
      {
        field: 'permissions',
        before: ['model:read', 'model:update'],
        after: ['artifact:create', 'model:read'],
      },
    ];
    expect(sentence({ action: 'role.update', resourceName: 'reviewer', changes })).toBe(
      'axl changed the role reviewer: added artifact:create, removed model:update.',
    );
  });

  it('says of a verb what it would have done', () => {
    expect(['createTeam', 'endAllSessions', 'setUserPassword'].map(verbWords)).toEqual([
      'create a team',
      'end all sessions',
      'set user password',
    ]);
  });
});

describe('an opened event', () => {
  it('marks what came and what went of a list, and says where it stands in its chain', () => {
    const changes = [{ field: 'permissions', before: ['model:read'], after: ['model:read', 'model:update'] }];
    const html = renderToStaticMarkup(<EventFacts event={{ ...EVENT, changes }} />);
    expect(html).toContain('>model:update</ins>');
    expect(html).not.toContain('<del');
    expect(read(html)).toContain('Event 7 of the chain of the store · bbbb…bbbb follows aaaa…aaaa');
  });
});

describe('the state of the chains', () => {
  const state = { events: 1000, since: EVENT.at, verified: 0, verifiedTo: null, broken: [] };
  const now = new Date('2026-11-30T12:10:00Z');
  const line = (given: Partial<Parameters<typeof AuditStateLine>[0]['state']>) =>
    read(renderToStaticMarkup(<AuditStateLine state={{ ...state, ...given }} now={now} />));

  it('says how far they were checked', () => {
    expect(line({})).toContain('Never verified');
    expect(line({ verified: 400 })).toContain('400 of 1,000 events verified');
    expect(line({ verified: 990, verifiedTo: new Date('2026-11-30T12:04:00Z') })).toContain(
      'Verified to 12:04 UTC, 10 not yet',
    );
    expect(line({ verified: 1000, verifiedTo: new Date('2026-11-29T12:04:00Z') })).toContain(
      'Verified to Yesterday, 29 Nov, 12:04 UTC',
    );
  });

  it('is loud where a check failed', () => {
    const broken = [{ chain: 'p', project: 'garden', seq: 3, fault: 'payload' as const }];
    expect(line({ broken })).toContain('Check failed');
    const html = renderToStaticMarkup(<BrokenChains state={{ ...state, broken }} />);
    expect(html).toContain('role="alert"');
    expect(html).toContain('href="/admin/audit?event=p.3"');
    expect(read(html)).toContain('Chain of garden, event 3: what it tells is not what was hashed.');
  });
});
