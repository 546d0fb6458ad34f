import type { AuditAction } from '@/lib/writes/actions';
import type { AuditEvent } from '@/lib/writes/audit';
import type { SecurityAction } from '@/lib/writes/security';

export type ToldAction = AuditAction | SecurityAction;

/** What was done to what, between who did it and its name: "ada" + "deleted the model" + "affordability". */
export const DEEDS: Readonly<Record<ToldAction, string>> = {
  'access_request.create': 'asked for',
  'access_request.grant': 'granted the request for',
  'access_request.refuse': 'refused the request for',
  'access_request.withdraw': 'withdrew the request for',
  'access_review.end': 'ended, in a review, the role',
  'access_review.keep': 'kept, in a review, the role',
  'artifact.create': 'wrote the artifact',
  'artifact.delete': 'deleted the artifact',
  'artifact.update': 'wrote a revision of the artifact',
  'audit.export': 'exported the audit',
  'catalog.create': 'created the catalog',
  'catalog_entry.create': 'created the catalog entry',
  'catalog_entry.delete': 'deleted the catalog entry',
  'catalog_entry.update': 'changed the catalog entry',
  'custom_list.create': 'created the list entry',
  'custom_list.delete': 'deleted the list entry',
  'custom_list.update': 'changed the list entry',
  'flavor.create': 'registered the flavor',
  'flavor.delete': 'deleted the flavor',
  'flavor.update': 'changed the flavor',
  'invitation.accept': 'was accepted by',
  'invitation.create': 'invited',
  'invitation.withdraw': 'withdrew the invitation of',
  'link.refuse': 'was refused a link',
  'model.create': 'created the model',
  'model.delete': 'deleted the model',
  'model.export': 'exported the model',
  'model.move': 'moved the model',
  'model.rename': 'renamed the model',
  'password_link.create': 'made a link for a new password of',
  'pipeline_run.create': 'registered the run',
  'pipeline_run.delete': 'deleted the run',
  'pipeline_run.link': 'linked an artifact to the run',
  'pipeline_run.report': 'reported on the run',
  'pipeline_run.unlink': 'unlinked an artifact from the run',
  'power.refuse': 'was refused',
  'project.alias': 'added an alias of the project',
  'project.create': 'created the project',
  'project.delete': 'deleted the project',
  'project.export': 'exported the project',
  'project.update': 'changed the project',
  'role.alias': 'added an alias of the role',
  'role.create': 'created the role',
  'role.delete': 'deleted the role',
  'role.offer': 'imported permissions that wait for an answer, of the role',
  'role.offer_end': 'answered what an import left open of',
  'role.update': 'changed the role',
  'role_assignment.create': 'assigned the role',
  'role_assignment.delete': 'removed the role',
  'role_assignment.update': 'changed the end of the role',
  'session.end': 'ended a session',
  'session.end_all': 'ended all sessions of',
  'session.legacy_basic': 'was let in without a password',
  'session.start': 'signed in',
  'sign_in.refuse': 'failed to sign in',
  'stack.create': 'registered the stack',
  'stack.delete': 'deleted the stack',
  'stack.export': 'exported, with its secrets, the stack',
  'stack.update': 'changed the stack',
  'stack_component.create': 'registered the component',
  'stack_component.delete': 'deleted the component',
  'stack_component.update': 'changed the component',
  'store.export': 'exported the store',
  'store.set_up': 'set up the store as',
  'store_association.create': 'declared that stores belong together with',
  'store_association.delete': 'ended that stores belong together with',
  'team.add_member': 'added a member to the team',
  'team.alias': 'added an alias of the team',
  'team.create': 'created the team',
  'team.delete': 'deleted the team',
  'team.add_lead': 'made a member a lead of the team',
  'team.remove_lead': 'ended a lead of the team',
  'team.remove_member': 'removed a member from the team',
  'team.update': 'changed the team',
  'token.create': 'created the token',
  'token.revoke': 'revoked the token',
  'token.rotate': 'rotated the token',
  'user.alias': 'added an alias of the account',
  'user.change_password': 'changed the password of',
  'user.create': 'created the account',
  'user.delete': 'deleted the account',
  'user.export': 'exported the list of people',
  'user.set_password': 'set a password for',
  'user.update': 'changed the account',
  'user.view_as': 'began to view as',
  'user.view_as_end': 'stopped viewing as',
  'version.create': 'created the version',
  'version.delete': 'deleted the version',
  'version.rename': 'renamed the version',
};

export const isTold = (action: string): action is ToldAction => Object.hasOwn(DEEDS, action);

/** Operations that no event is about, and what refusals are listed as. */
type ToldType = Exclude<AuditEvent['resourceType'], 'secret' | 'escalation' | 'view_as'> | 'security';

/** Kinds of what events are about, as filters offer them. */
export const TYPE_WORDS: Readonly<Record<ToldType, string>> = {
  artifact: 'artifacts',
  role_assignment: 'assignments',
  catalog: 'catalog',
  stack_component: 'components',
  audit: 'exports of the audit',
  flavor: 'flavors',
  invitation: 'invitations',
  custom_list: 'lists',
  model: 'models and versions',
  user: 'people',
  project: 'projects',
  security: 'refusals',
  access_request: 'requests',
  access_review: 'reviews of access',
  role: 'roles',
  pipeline_run: 'runs',
  session: 'sessions',
  stack: 'stacks',
  store: 'the store',
  team: 'teams',
  token: 'tokens',
};

/** Actions as a filter offers them, in groups of what they are about. */
export const ACTION_OPTIONS = (Object.keys(DEEDS) as ToldAction[]).map((action) => ({
  value: action,
  label: DEEDS[action].replace(/ (the|a|an) /g, ' ').replace(/,/g, ''),
  group: (action.split('.')[0] ?? '').replaceAll('_', ' '),
}));

/** `createTeam` as people say it: `create a team`. */
export function verbWords(verb: string): string {
  const words = verb.replace(/[A-Z]/g, (letter) => ` ${letter.toLowerCase()}`).split(' ');
  return words.length === 2 ? `${words[0]} a ${words[1]}` : words.join(' ');
}
