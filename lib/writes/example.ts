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
  /** Uuids of an artifact store and a metadata store that were declared to belong together. */
  readonly association: { readonly artifactStore: string; readonly metadataStore: string };
  /** One that no stack has. */
  readonly component: string;
  /** A declared one that no component has. */
  readonly flavor: string;
  readonly pipeline: string;
  readonly run: string;
  /** Results of a version, of which one case waits for a person's judgement. */
  readonly waitingResults: () => Promise<{
    readonly model: string;
    readonly version: string;
    readonly artifact: string;
    readonly testCase: string;
    readonly revision: number;
  }>;
  /** A version with a card, a suite and results of all its cases, by their identifiers. */
  readonly reportSources: () => Promise<{
    readonly model: string;
    readonly version: string;
    readonly card: string;
    readonly suite: string;
    readonly results: string;
  }>;
  /** A negotiation card of the project at its first revision. */
  readonly anotherCard: () => Promise<{
    readonly model: string;
    readonly artifact: string;
    readonly revision: number;
  }>;
  /** A model of the project with nothing in it. */
  readonly anotherModel: () => Promise<string>;
  /** Another run, which is said to have produced the artifact. */
  readonly linkedRun: string;
  /** Somebody other than the actor, who is in the team and holds the role. */
  readonly user: string;
  readonly team: string;
  readonly role: string;
  /** A service account that a team of its own owns and that holds the role. */
  readonly serviceAccount: string;
  /** Row id of a working token of it. */
  readonly serviceToken: string;
  /** Row ids. */
  readonly assignment: string;
  readonly token: string;
  readonly session: string;
  /** Row id of a session of the actor; `viewing`: one that views the store as that person. */
  readonly ownSession: (at: { viewing: boolean }) => Promise<string>;
  /** Row id of an open invitation. */
  readonly invitation: string;
  /** The secret of a new open link, made by the owner of all this. */
  readonly openSecret: (of: 'invitation' | 'password link') => Promise<string>;
  /** Row id of what is named above. */
  readonly idOf: (
    what: 'project' | 'model' | 'version' | 'catalog' | 'component' | 'role' | 'team' | 'user',
  ) => Promise<string>;
  /** Row id of what an import has left to an administrator's word: the permissions of a role. */
  readonly offer: () => Promise<string>;
  /** Row id of what that person asks for, to delete models everywhere, and waits for. */
  readonly request: string;
  /** Row id of what the actor asks for and waits for. */
  readonly ownRequest: () => Promise<string>;
  /** A role that permits nothing, and a team that nobody is in and that holds nothing. */
  readonly emptyRole: () => Promise<{ readonly id: string; readonly name: string }>;
  readonly emptyTeam: () => Promise<{ readonly id: string; readonly name: string }>;
  /** Gives the actor a password, and tells it. */
  readonly ownPassword: () => Promise<string>;
  /** Somebody who holds nothing and is in no team. */
  readonly anotherUser: () => Promise<string>;
  /** A project with nothing in it. */
  readonly anotherProject: () => Promise<string>;
  /** A name that nothing has. */
  readonly fresh: (prefix: string) => string;
}

/** Columns of a row that was made elsewhere, by nobody who is known here. */
export function exampleStamps() {
  const at = new Date();
  const by = 'Imported';
  return {
    createdAt: at,
    createdById: null,
    createdByName: by,
    updatedAt: at,
    updatedById: null,
    updatedByName: by,
  };
}
