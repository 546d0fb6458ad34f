import type { Metadata } from 'next';
import { AccessTable } from '@/components/access/access-table';
import { ActionLink } from '@/components/access/action-link';
import { PersonState } from '@/components/people/person-state';
import { ServiceMark } from '@/components/people/service-mark';
import { Facts } from '@/components/ui/facts';
import { PageHead } from '@/components/ui/page-head';
import { dayText } from '@/components/ui/time-text';
import { can } from '@/lib/access/authorize';
import type { Ctx } from '@/lib/core/ctx';
import { url } from '@/lib/core/urls';
import { whyNot } from '@/lib/next/why-not';
import { readAccess } from '@/lib/people/read-access';
import type { ServiceAccount } from '@/lib/service-accounts/service-account';
import { listTeams } from '@/lib/teams/list-teams';
import { ServiceAccountGone } from '../gone';
import { openServiceAccount } from '../open';
import { Tokens } from './tokens';

interface PageProps {
  readonly params: Promise<{ account: string }>;
}

export async function generateMetadata({ params }: PageProps): Promise<Metadata> {
  return { title: `${(await params).account} · Service accounts` };
}

/** A service account, for readers of accounts and for the leads of the team that owns it. */
export default async function ServiceAccountPage({ params }: PageProps) {
  const { ctx, name: sought, found } = await openServiceAccount(params);
  if (found.value === null) return <ServiceAccountGone name={sought} absence={found.absence} />;
  const account = found.value;
  return (
    <>
      <PageHead
        title={
          <>
            {account.name} <ServiceMark kind="service" />
          </>
        }
        under={
          <>
            <PersonState isActive={account.isActive} />
            {account.description !== null && <span>· {account.description}</span>}
          </>
        }
        actions={<Acts ctx={ctx} account={account} />}
      />
      <div className="with-aside [--aside:220px]">
        <div className="flex min-w-0 flex-col gap-9">
          <Tokens ctx={ctx} account={account} />
          <Access ctx={ctx} account={account} />
        </div>
        <AccountFacts ctx={ctx} account={account} />
      </div>
    </>
  );
}

interface PartProps {
  readonly ctx: Ctx;
  readonly account: ServiceAccount;
}

async function Acts({ ctx, account: { id, name, isActive } }: PartProps) {
  const required = { operation: 'user', projectId: null, resourceId: id } as const;
  const mayUpdate = await whyNot(ctx, { ...required, type: 'update' });
  const here = url.serviceAccount(name);
  return (
    <>
      <ActionLink
        label="Delete"
        href={url.part(here, 'delete')}
        why={await whyNot(ctx, { ...required, type: 'delete' })}
      />
      <ActionLink
        label={isActive ? 'Deactivate' : 'Reactivate'}
        href={url.part(here, 'state')}
        why={mayUpdate}
      />
      <ActionLink label="Edit" href={url.part(here, 'edit')} why={mayUpdate} hotkey="e" />
      <ActionLink
        label="Assign a role"
        href={url.newAssignment({ user: name })}
        why={await whyNot(ctx, { operation: 'role_assignment', type: 'create', projectId: null })}
      />
    </>
  );
}

/** What the account may, for who may read assignments. */
async function Access({ ctx, account: { name, isActive } }: PartProps) {
  const reads = await can(ctx, { operation: 'role_assignment', type: 'read', projectId: null });
  if (!reads || !(await can(ctx, { operation: 'user', type: 'read', projectId: null }))) return null;
  const access = await readAccess(ctx, { user: name });
  return (
    <section aria-labelledby="access">
      <h2 id="access">What {name} may</h2>
      <p className="mb-2 max-w-[72ch] text-ink-2">
        {isActive
          ? 'What it is given or loses counts for its working tokens with the next request.'
          : `Deactivated, ${name} holds none of this until it is reactivated.`}
      </p>
      <AccessTable name={name} access={access} now={ctx.now} />
    </section>
  );
}

async function AccountFacts({ ctx, account }: PartProps) {
  const { id, name, team, createdAt, createdBy } = account;
  const reads = (operation: 'team' | 'user' | 'audit') =>
    can(ctx, { operation, type: 'read', projectId: null });
  const seesTeams = (await reads('team')) && (await reads('user'));
  const teams = seesTeams ? (await listTeams(ctx, { member: name, limit: 200 })).items : null;
  const history = await reads('audit');
  return (
    <Facts
      facts={[
        {
          term: 'Owned by',
          value: (
            <a href={url.team(team)} className="link">
              {team}
            </a>
          ),
        },
        {
          term: 'In teams',
          value:
            teams &&
            (teams.length === 0 ? (
              'none'
            ) : (
              <span className="flex flex-wrap gap-x-2 gap-y-1.5">
                {teams.map((each) => (
                  <a key={each.name} href={url.team(each.name)} className="link">
                    {each.name}
                  </a>
                ))}
              </span>
            )),
        },
        { term: 'Sign-in', value: 'none: it sends a token with each request' },
        { term: 'Created', value: `${dayText(createdAt)} by ${createdBy}` },
        {
          term: 'Audit',
          value: history && (
            <span className="flex flex-col items-start gap-1.5">
              <a href={url.audit({ object: id })} className="link">
                History of the account
              </a>
              <a href={url.audit({ user: name })} className="link">
                What {name} did
              </a>
            </span>
          ),
        },
        { term: 'Identity', value: <code className="text-ink-2">{id}</code> },
      ]}
    />
  );
}
