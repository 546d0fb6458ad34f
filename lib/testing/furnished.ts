import { and, eq } from 'drizzle-orm';
import type { Opened } from '@/db/client';
import {
  catalogs,
  importOffers,
  models,
  projects,
  roles,
  sessions,
  stackComponents,
  teams,
  users,
  versions,
} from '@/db/schema';
import { writeArtifact } from '@/lib/artifacts/write-artifact';
import { createCatalogEntry } from '@/lib/catalog/create-catalog-entry';
import { newId } from '@/lib/core/id';
import { createPasswordLink } from '@/lib/credentials/create-password-link';
import { createToken } from '@/lib/credentials/create-token';
import { createInvitation } from '@/lib/invitations/create-invitation';
import { createListEntry } from '@/lib/lists/create-list-entry';
import { createParents } from '@/lib/models/create-parents';
import { offerRole } from '@/lib/offers/keep-offer';
import { hashPassword } from '@/lib/people/passwords';
import { requestAccess } from '@/lib/requests/request-access';
import { assignRole } from '@/lib/roles/assign-role';
import { createRole } from '@/lib/roles/create-role';
import { linkRunArtifact } from '@/lib/runs/link-run-artifact';
import { secretHash } from '@/lib/secrets/secret-text';
import { createServiceAccount } from '@/lib/service-accounts/create-service-account';
import { issueToken } from '@/lib/service-accounts/issue-token';
import { startSession } from '@/lib/sign-in/session';
import { registerComponent } from '@/lib/stacks/components/register-component';
import { registerFlavor } from '@/lib/stacks/flavors/register-flavor';
import { registerStack } from '@/lib/stacks/register-stack';
import { declareStoreAssociation } from '@/lib/stacks/store-associations';
import { addTeamMember } from '@/lib/teams/add-team-member';
import { createTeam } from '@/lib/teams/create-team';
import type { Furnished } from '@/lib/writes/example';
import { body, postedArtifactText, result } from './artifacts';
import { entryContent, makeCatalog } from './catalog';
import { makeRun } from './runs';
import { samplePostedComponent } from './stacks';
import { makeProject, makeUser, requestContextFor, unique } from './world';

type Person = Awaited<ReturnType<typeof makeUser>>;

/** One of everything, new, made by somebody who may make it all; in a new project, unless one is named. */
export async function furnished(opened: Opened, owner: Person, inProject?: string): Promise<Furnished> {
  const project = inProject ?? (await makeProject(opened)).name;
  const [model, version] = [unique('model'), unique('version')];
  const at = { project, model, version };
  await createParents(owner.ctx(), at);
  await writeArtifact(owner.ctx(), { ...at, artifactText: postedArtifactText('card') });
  const card = { model, version: null, identifier: 'card.default' };
  const listEntry = unique('entry');
  await createListEntry(owner.ctx(), { list: 'tags', name: listEntry, description: 'Before.', parent: null });
  const { name: catalog } = await makeCatalog(opened);
  const catalogEntry = unique('entry');
  await createCatalogEntry(owner.ctx(), { catalog, identifier: catalogEntry, ...entryContent() });
  const zen = await furnishedStacks(owner);
  const run = await makeRun(owner.ctx(), project);
  const linkedRun = await makeRun(owner.ctx(), project);
  await linkRunArtifact(owner.ctx(), { project, run: linkedRun.name, artifact: card });
  const people = await furnishedPeople(opened, owner);
  const names = { project, model, version, catalog, ...zen, ...people };
  return {
    ...names,
    artifact: card.identifier,
    list: 'tags',
    listEntry,
    catalogEntry,
    componentType: 'alerter',
    pipeline: run.pipeline,
    run: run.name,
    linkedRun: linkedRun.name,
    idOf: (what) => rowId(opened, what, names[what]),
    fresh: unique,
    openSecret: async (of) => {
      if (of === 'password link')
        return (await createPasswordLink(owner.ctx(), { user: (await makeUser(opened)).name })).secret;
      const { team, role } = people;
      const offered = { teams: [team], roles: [{ role, project }] };
      return (await createInvitation(owner.ctx(), { name: unique('user'), ...offered })).secret;
    },
    anotherProject: async () => (await makeProject(opened)).name,
    anotherUser: async () => (await makeUser(opened)).name,
    anotherModel: async () => {
      const name = unique('model');
      await createParents(owner.ctx(), { project, model: name, version: 'v' });
      return name;
    },
    anotherCard: async () => {
      const name = unique('model');
      const there = { project, model: name, version: 'v' };
      await createParents(owner.ctx(), there);
      await writeArtifact(owner.ctx(), { ...there, artifactText: postedArtifactText('card') });
      return { model: name, artifact: 'card.default', revision: 1 };
    },
    waitingResults: async () => {
      const there = { project, model, version: unique('version') };
      await createParents(owner.ctx(), there);
      const waiting = body.results({ results: { accuracy: result('Info') } });
      await writeArtifact(owner.ctx(), { ...there, artifactText: postedArtifactText('results', waiting) });
      const { project: _, ...place } = there;
      return { ...place, artifact: 'results.default', testCase: 'accuracy', revision: 1 };
    },
    reportSources: async () => {
      const there = { project, model: unique('model'), version: 'v' };
      await createParents(owner.ctx(), there);
      for (const type of ['card', 'suite', 'results'] as const)
        await writeArtifact(owner.ctx(), { ...there, artifactText: postedArtifactText(type) });
      const { project: _, ...place } = there;
      return { ...place, card: 'card.default', suite: 'suite.default', results: 'results.default' };
    },
    ownSession: async ({ viewing }) => {
      const id = newId();
      const [now, later] = [new Date(), new Date(Date.now() + 1_800_000)];
      const times = { createdAt: now, lastSeenAt: now, expiresAt: later };
      const view = viewing
        ? { viewingId: await rowId(opened, 'user', people.user), viewingUntil: later }
        : {};
      await opened.db
        .insert(sessions)
        .values({ id, userId: owner.id, tokenHash: secretHash(id), ...times, ...view });
      return id;
    },
    ownRequest: async () => (await requestAccess(owner.ctx(), anAsk((await makeProject(opened)).name))).id,
    offer: async () => {
      const role = await emptyRole(owner);
      await offerRole(owner.ctx(), { role, permissions: [] });
      const [row] = await opened.db.select().from(importOffers).where(eq(importOffers.roleId, role.id));
      return row?.id ?? '';
    },
    emptyRole: () => emptyRole(owner),
    emptyTeam: async () => {
      const { id, name } = await createTeam(owner.ctx(), { name: unique('team') });
      return { id, name };
    },
    ownPassword: async () => {
      const password = unique('a long pass phrase');
      const passwordHash = await hashPassword(password);
      await opened.db.update(users).set({ passwordHash }).where(eq(users.id, owner.id));
      return password;
    },
  };
}

async function furnishedStacks(owner: Person) {
  const component = samplePostedComponent('alerter', { name: unique('alerter') });
  await registerComponent(owner.ctx(), component);
  const flavor = unique('flavor');
  await registerFlavor(owner.ctx(), { type: 'alerter', name: flavor, source: 'example.Alerter' });
  const stack = unique('stack');
  await registerStack(owner.ctx(), { name: stack, components: [samplePostedComponent()] });
  const association = { artifactStore: newId(), metadataStore: newId() };
  await declareStoreAssociation(owner.ctx(), association);
  return { component: component.name, flavor, stack, association };
}

async function furnishedPeople(opened: Opened, owner: Person) {
  const user = await makeUser(opened);
  const { name: team } = await createTeam(owner.ctx(), { name: unique('team') });
  await addTeamMember(owner.ctx(), { team, user: user.name });
  const role = unique('role');
  await createRole(owner.ctx(), { name: role, permissions: [{ operation: 'model', type: 'read' }] });
  const assignment = await assignRole(owner.ctx(), { role, user: user.name });
  const asked = await requestAccess(user.ctx(), anAsk());
  const token = await createToken(user.ctx(), { name: unique('token'), expiresInDays: 1 });
  await startSession(requestContextFor(opened), { userId: user.id, name: user.name });
  const invitation = await createInvitation(owner.ctx(), { name: unique('user') });
  const serviceAccount = unique('robot');
  const { name: owners } = await createTeam(owner.ctx(), { name: unique('team') });
  await createServiceAccount(owner.ctx(), { name: serviceAccount, team: owners });
  await assignRole(owner.ctx(), { role, user: serviceAccount });
  const issued = await issueToken(owner.ctx(), { serviceAccount, name: unique('token'), expiresInDays: 9 });
  const [session] = await opened.db.select().from(sessions).where(eq(sessions.userId, user.id));
  return {
    user: user.name,
    team,
    role,
    assignment: assignment.id,
    request: asked.id,
    token: token.id,
    serviceAccount,
    serviceToken: issued.id,
    session: session?.id ?? '',
    invitation: invitation.id,
  };
}

/** To delete models for a day, in a project or everywhere. */
const anAsk = (project?: string) =>
  ({
    operation: 'model',
    type: 'delete',
    duration: 'day',
    ...(project !== undefined && { project }),
  }) as const;

async function emptyRole(owner: Person): Promise<{ id: string; name: string }> {
  const { id, name } = await createRole(owner.ctx(), { name: unique('role'), permissions: [] });
  return { id, name };
}

const TABLES = {
  project: projects,
  model: models,
  version: versions,
  catalog: catalogs,
  component: stackComponents,
  role: roles,
  team: teams,
  user: users,
} as const;

async function rowId(opened: Opened, what: keyof typeof TABLES, name: string): Promise<string> {
  const table = TABLES[what];
  const [row] = await opened.db
    .select({ id: table.id })
    .from(table)
    .where(and(eq(table.name, name)));
  if (row === undefined) throw new Error(`There is no ${what} ${name}.`);
  return row.id;
}
