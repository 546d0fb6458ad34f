import type { Opened } from '@/db/client';
import { createParents } from '@/lib/models/create-parents';
import { makeProject, makeUser, unique } from './world';

/** A project with a model, a version and somebody who may write there. */
export async function makeWorkplace(opened: Opened, role: 'admin' | 'maintainer' | 'viewer' = 'maintainer') {
  const project = await makeProject(opened);
  const ada = await makeUser(opened, { role, projectId: project.id });
  const owner = await makeUser(opened, { role: 'admin' });
  const at = { project: project.name, model: unique('model'), version: 'v1' };
  const { model, version } = await createParents(owner.ctx(), at);
  return { project, model, version, at, ada, owner };
}

const measurement = {
  measurement_class: 'measures.Accuracy',
  output_class: 'values.Real',
  additional_data: {},
};

/** Bodies as a current client posts them, each with what `over` says instead. */
export const body = {
  card: (over: object = {}) => ({
    artifact_type: 'card',
    system: { goals: [], problem_type: 'Classification', task: 'Tell weeds from seedlings', risks: [] },
    data: [{ classification: 'Unclassified', labels: [], fields: [] }],
    model: { input_specification: [], output_specification: [] },
    system_requirements: [
      { identifier: null, quality: 'Robustness', stimulus: 'a muddy lens', response: 'It still answers' },
    ],
    ...over,
  }),
  evidence: (over: object = {}) => ({
    artifact_type: 'evidence',
    metadata: { test_case_id: 'accuracy', measurement },
    evidence_class: 'values.Real',
    value: { evidence_type: 'real', real: 0.9, unit: null },
    ...over,
  }),
  suite: (over: object = {}) => ({
    artifact_type: 'suite',
    test_cases: [testCase('accuracy')],
    ...over,
  }),
  results: (over: object = {}) => ({
    artifact_type: 'results',
    test_suite_id: 'suite.default',
    test_suite: body.suite(),
    results: { accuracy: result('Success') },
    ...over,
  }),
  report: (over: object = {}) => ({
    artifact_type: 'report',
    negotiation_card_id: 'card.default',
    negotiation_card: body.card(),
    test_suite_id: 'suite.default',
    test_suite: body.suite(),
    test_results_id: 'results.default',
    test_results: body.results(),
    comments: [],
    ...over,
  }),
};

export function testCase(identifier: string, over: object = {}) {
  return { identifier, goal: 'g', qas_list: [] as string[], measurement, validator: validator(), ...over };
}

export function validator(over: object = {}) {
  return {
    bool_exp: 'gASVAAAA',
    bool_exp_str: 'lambda value: value > 0.5',
    thresholds: [],
    success: 'Above 0.5',
    failure: 'Not above 0.5',
    info: null,
    input_types: [],
    creator_args: [],
    ...over,
  };
}

export function result(type: 'Success' | 'Failure' | 'Info', over: object = {}) {
  return { type, message: `It is a ${type}`, evidence_metadata: null, ...over };
}

/** JSON text of an artifact as a client posts it. */
export function postedArtifactText(
  type: keyof typeof body,
  posted: object = body[type](),
  identifier = `${type}.default`,
): string {
  return JSON.stringify({
    header: { identifier, type, timestamp: -1, creator: 'somebody else', level: 'version' },
    body: posted,
  });
}
