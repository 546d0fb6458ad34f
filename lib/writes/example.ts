/**
 * A store with one of everything, for the tests that are made from declarations: names of what is there, as verbs and
 * addresses take them. What a call may end is made anew for each.
 */
export interface Furnished {
  readonly project: string;
  readonly model: string;
  readonly version: string;
  /** Identifier of a negotiation card of the model. */
  readonly artifact: string;
  readonly list: string;
  readonly listEntry: string;
  readonly catalog: string;
  readonly catalogEntry: string;
  readonly stack: string;
  readonly componentType: 'alerter';
  readonly component: string;
  readonly flavor: string;
  readonly pipeline: string;
  readonly run: string;
  /** Somebody other than the actor, who is in the team and holds the role. */
  readonly user: string;
  readonly team: string;
  readonly role: string;
  /** Row ids. */
  readonly assignment: string;
  readonly token: string;
  readonly session: string;
  /** A project with nothing in it. */
  readonly anotherProject: () => Promise<string>;
  /** A name that nothing has. */
  readonly fresh: (prefix: string) => string;
}
