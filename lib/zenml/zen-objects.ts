import type { ImportKind } from '@/lib/import-report/report';
import type { PostedComponent } from '@/lib/stacks/components/component';

/** A person, team or role of a ZenML store. */
export interface ZenNamed {
  /** A fresh one where the store has none that is a UUID. */
  readonly id: string;
  readonly name: string;
  /** ZenML writes no zone: its clock is taken for UTC. */
  readonly createdAt: Date | null;
}

export interface ZenProject extends ZenNamed {
  readonly description: string | null;
}

/** Ids as the store wrote them; exactly one of `user` and `team`. */
export interface ZenAssignment {
  readonly id: string;
  readonly createdAt: Date | null;
  readonly role: string;
  readonly user: string | null;
  readonly team: string | null;
  readonly project: string | null;
}

export interface ZenFlavor {
  readonly type: string;
  readonly name: string;
  readonly source: string;
  readonly integration: string | null;
}

/** A component; `hasFreshUuid` where its store gave none, `notes` on what was odd about it and was put right. */
export type ZenComponent = PostedComponent & {
  readonly hasFreshUuid?: true;
  readonly notes?: readonly string[];
};

export interface ZenStack {
  readonly name: string;
  readonly createdAt: Date | null;
  readonly components: readonly { readonly type: string; readonly name: string }[];
}

/** A run as its client posted it; the texts are JSON. */
export interface ZenRun {
  readonly name: string;
  readonly clientVersion: string | null;
  readonly gitSha: string | null;
  readonly pipeline: {
    readonly name: string;
    readonly docstring: string | null;
    readonly steps: readonly { readonly name: string; readonly docstring: string | null }[];
  };
  readonly pipelineText: string;
  readonly stack: { readonly name: string; readonly components: readonly ZenSnapshotComponent[] };
  readonly stackText: string;
  readonly runtimeConfigurationText: string;
  readonly userId: string | null;
  readonly project: string | null;
  /** What was odd about it and was put right. */
  readonly notes?: readonly string[];
}

export interface ZenSnapshotComponent {
  readonly type: string;
  readonly flavor: string;
  readonly name: string;
  readonly uuid: string;
  /** Base64 of the YAML, as sent. */
  readonly config: string;
}

/** Something of a store that cannot be taken: a line of the report, and the import goes on. */
export interface ZenProblem {
  readonly kind: ImportKind;
  readonly name: string;
  readonly problem: string;
  /** Left out by rule, nothing is broken. */
  readonly isHarmless?: true;
}

export const isProblem = (item: ZenRun | ZenProblem): item is ZenProblem => 'problem' in item;

/** A ZenML store, read and not yet believed: names and references are looked at when they are taken. */
export interface ZenStore {
  /** Name of its profile, where the import holds several. */
  readonly profile: string | null;
  readonly users: readonly ZenNamed[];
  readonly teams: readonly ZenNamed[];
  /** Ids of a team and a person. */
  readonly members: readonly { readonly team: string; readonly user: string }[];
  readonly projects: readonly ZenProject[];
  readonly roles: readonly ZenNamed[];
  readonly assignments: readonly ZenAssignment[];
  readonly flavors: readonly ZenFlavor[];
  readonly components: readonly ZenComponent[];
  readonly stacks: readonly ZenStack[];
  /** Uuids of an artifact store and a metadata store. */
  readonly associations: readonly { readonly artifactStore: string; readonly metadataStore: string }[];
  readonly problems: readonly ZenProblem[];
  /** One pass over its runs, in the order in which they were registered as far as the store tells. */
  readonly runs: () => AsyncIterable<ZenRun | ZenProblem>;
}
