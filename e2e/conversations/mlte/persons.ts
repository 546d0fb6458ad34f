import { type Exchange, having } from '../exchange';
import { PASSWORDS, type Person, signIn } from './cast';

/** What a client posts for a new person. */
export const fresh = (person: Exclude<Person, 'ada'>, over: object = {}) => ({
  username: person,
  email: `${person}@example.org`,
  full_name: null,
  disabled: false,
  role: 'regular',
  groups: [],
  password: PASSWORDS[person],
  ...over,
});

/** A person as replies show them to who administers people: the hash that clients insist on is empty. */
export const person = (username: string, over: object = {}) =>
  having({ username, disabled: false, role: 'regular', hashed_password: '', ...over });

export const entrance = (
  claim: string,
  who: Person,
  password: string,
  reply: Exchange['reply'],
): Exchange => {
  const { keep: _, repeats: __, ...requested } = signIn(who, password);
  return { ...requested, claim, reply };
};
export const INVALID_GRANT = { error: 'invalid_grant', error_description: 'Incorrect username or password.' };

/** What the people of this conversation may do, as groups say it. */
const permission = (resource_type: string, method: string) => ({ resource_type, resource_id: null, method });
export const MAKERS = {
  name: 'makers',
  permissions: [permission('model', 'post'), permission('custom_list', 'any')],
};
export const READERS = {
  name: 'readers',
  permissions: [permission('model', 'get'), permission('custom_list', 'get')],
};
export const member = (...names: string[]) => names.map((name) => ({ name, permissions: [] }));

/** The group that the store makes with a model, for who may work in it. */
export const editors = (model: string) => ({
  name: `edit-model-${model.replaceAll('-', '___')}`,
  permissions: [{ resource_type: 'model', resource_id: model, method: 'any' }],
});
