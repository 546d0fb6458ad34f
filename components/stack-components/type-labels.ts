import type { ComponentType } from '@/lib/stacks/configurations/known-flavors';

interface TypeLabels {
  readonly one: string;
  readonly many: string;
  /** What a component of this type does in a stack. */
  readonly about: string;
}

/** Component types in words, those first that every stack needs. */
const WORDS: Readonly<Record<ComponentType, TypeLabels>> = {
  orchestrator: {
    one: 'Orchestrator',
    many: 'Orchestrators',
    about: 'Runs the steps of a pipeline. Every stack needs one.',
  },
  artifact_store: {
    one: 'Artifact store',
    many: 'Artifact stores',
    about: 'Keeps what steps hand on. Every stack needs one.',
  },
  metadata_store: {
    one: 'Metadata store',
    many: 'Metadata stores',
    about: 'Keeps what ran and how it went. Every stack needs one.',
  },
  container_registry: {
    one: 'Container registry',
    many: 'Container registries',
    about: 'Keeps the images that steps run in.',
  },
  step_operator: {
    one: 'Step operator',
    many: 'Step operators',
    about: 'Runs single steps elsewhere, on a larger machine.',
  },
  experiment_tracker: {
    one: 'Experiment tracker',
    many: 'Experiment trackers',
    about: 'Records parameters and metrics of training.',
  },
  model_deployer: {
    one: 'Model deployer',
    many: 'Model deployers',
    about: 'Puts models into service.',
  },
  feature_store: { one: 'Feature store', many: 'Feature stores', about: 'Serves features to steps.' },
  secrets_manager: {
    one: 'Secrets manager',
    many: 'Secrets managers',
    about: 'Hands secrets to steps while they run.',
  },
  alerter: { one: 'Alerter', many: 'Alerters', about: 'Sends messages from a pipeline.' },
  data_validator: {
    one: 'Data validator',
    many: 'Data validators',
    about: 'Checks data. Known to clients from 0.10 on.',
  },
  annotator: { one: 'Annotator', many: 'Annotators', about: 'Labels data. Known to clients from 0.11 on.' },
};

/** All component types, in the order in which pages show them. */
export const TYPES = Object.keys(WORDS) as ComponentType[];

/** A component type in words; one that nobody knows (a snapshot may hold any) with spaces for its underscores. */
export function typeLabels(type: string): TypeLabels {
  const known: Readonly<Record<string, TypeLabels | undefined>> = WORDS;
  const words = Object.hasOwn(known, type) ? known[type] : undefined;
  const plain = type.replaceAll('_', ' ').replace(/^[a-z]/, (letter) => letter.toUpperCase());
  return words ?? { one: plain, many: plain, about: '' };
}

/** As inside of a sentence: `artifact store`. */
export const typeInSentence = (type: string): string => typeLabels(type).one.toLowerCase();
