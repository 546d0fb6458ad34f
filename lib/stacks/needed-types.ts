import type { ComponentType } from './configurations/known-flavors';

/** What the client wants in a stack before it runs a pipeline. */
export const NEEDED_TYPES: readonly ComponentType[] = ['orchestrator', 'artifact_store', 'metadata_store'];
