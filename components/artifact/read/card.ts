import { at, type Reading, textOf } from './reading';

export interface Scenario {
  readonly id: string;
  readonly quality: string;
  readonly stimulus: string;
  readonly source: string;
  readonly environment: string;
  readonly response: string;
  readonly measure: string;
}

export interface Metric {
  readonly description: string;
  readonly baseline: string;
}

export interface Goal {
  readonly description: string;
  readonly metrics: readonly Metric[];
}

export interface Label {
  readonly name: string;
  readonly description: string;
  /** As posted, no unit: MLTE's form asks for percent. '' when absent. */
  readonly percentage: string;
}

/** A column of a data set or an input or output of the model; the latter have no missing and special values. */
export interface Field {
  readonly name: string;
  readonly description: string;
  readonly type: string;
  readonly expected: string;
  readonly missing: string;
  readonly special: string;
}

export interface DataSet {
  readonly description: string;
  readonly purpose: string;
  readonly source: string;
  readonly classification: string;
  readonly access: string;
  readonly labeling: string;
  readonly labels: readonly Label[];
  readonly fields: readonly Field[];
  readonly rights: string;
  readonly policies: string;
}

/** Amounts by resource, in the words of the card: `main_memory` → `2 GB`. */
export type Resources = ReadonlyMap<string, string>;

export interface Card {
  readonly goals: readonly Goal[];
  readonly problemType: string;
  readonly task: string;
  readonly usageContext: string;
  readonly risks: readonly string[];
  readonly data: readonly DataSet[];
  readonly source: string;
  readonly platform: string;
  readonly mechanism: string;
  readonly inputs: readonly Field[];
  readonly outputs: readonly Field[];
  readonly development: Resources;
  readonly production: Resources;
  readonly scenarios: readonly Scenario[];
}

const hasText = (item: object): boolean => Object.values(item).some((value) => value !== '');

function readGoal(reading: Reading, item: unknown, path: string): Goal {
  const goal = reading.object(item, path, ['description', 'metrics']);
  const metrics = reading.objects(goal['metrics'], at(path, 'metrics'), (value, here) => {
    const metric = reading.object(value, here, ['description', 'baseline']);
    return { description: textOf(metric['description']), baseline: textOf(metric['baseline']) };
  });
  return { description: textOf(goal['description']), metrics: metrics.filter(hasText) };
}

function readField(reading: Reading, item: unknown, path: string): Field {
  const known = ['name', 'description', 'type', 'expected_values', 'missing_values', 'special_values'];
  const field = reading.object(item, path, known);
  return {
    name: textOf(field['name']),
    description: textOf(field['description']),
    type: textOf(field['type']),
    expected: textOf(field['expected_values']),
    missing: textOf(field['missing_values']),
    special: textOf(field['special_values']),
  };
}

const readFields = (reading: Reading, value: unknown, path: string): readonly Field[] =>
  reading.objects(value, path, (item, here) => readField(reading, item, here)).filter(hasText);

const DATA_FIELDS = [
  'description',
  'purpose',
  'source',
  'classification',
  'access',
  'labeling_method',
  'labels',
  'fields',
  'rights',
  'policies',
];

function readDataSet(reading: Reading, item: unknown, path: string): DataSet {
  const data = reading.object(item, path, DATA_FIELDS);
  const labels = reading.objects(data['labels'], at(path, 'labels'), (value, here) => {
    const label = reading.object(value, here, ['name', 'description', 'percentage']);
    return {
      name: textOf(label['name']),
      description: textOf(label['description']),
      percentage: textOf(label['percentage']),
    };
  });
  return {
    description: textOf(data['description']),
    purpose: textOf(data['purpose']),
    source: textOf(data['source']),
    classification: textOf(data['classification']),
    access: textOf(data['access']),
    labeling: textOf(data['labeling_method']),
    // MLTE's own form writes the row that nobody filled in with a share of 0.
    labels: labels.filter(({ percentage, ...words }) => hasText(words) || Number(percentage) !== 0),
    fields: readFields(reading, data['fields'], at(path, 'fields')),
    rights: textOf(data['rights']),
    policies: textOf(data['policies']),
  };
}

/** Every resource that has an amount; old stores say `memory` where newer ones say `main_memory`. */
function readResources(reading: Reading, value: unknown, path: string): Resources {
  const resources = new Map<string, string>();
  if (value === null || value === undefined) return resources;
  const fields = reading.object(value, path, Object.keys(Object(value)));
  for (const [name, amount] of Object.entries(fields)) {
    const text = textOf(amount);
    if (text !== '') resources.set(name, text);
  }
  return resources;
}

function readScenario(reading: Reading, item: unknown, path: string): Scenario {
  const known = ['identifier', 'quality', 'stimulus', 'source', 'environment', 'response', 'measure'];
  const scenario = reading.object(item, path, known);
  return {
    id: textOf(scenario['identifier']),
    quality: textOf(scenario['quality']),
    stimulus: textOf(scenario['stimulus']),
    source: textOf(scenario['source']),
    environment: textOf(scenario['environment']),
    response: textOf(scenario['response']),
    measure: textOf(scenario['measure']),
  };
}

const MODEL_FIELDS = [
  'development_compute_resources',
  'deployment_platform',
  'capability_deployment_mechanism',
  'model_source',
  'input_specification',
  'output_specification',
  'production_compute_resources',
];

/** A negotiation card of any release, every part optional. */
export function readCard(reading: Reading, value: unknown, path: string): Card {
  const body = reading.object(value, path, [
    'artifact_type',
    'system',
    'data',
    'model',
    'system_requirements',
  ]);
  const system = reading.object(body['system'], at(path, 'system'), [
    'goals',
    'problem_type',
    'task',
    'usage_context',
    'risks',
  ]);
  const model = reading.object(body['model'], at(path, 'model'), MODEL_FIELDS);
  const inModel = (field: string) => at(at(path, 'model'), field);
  return {
    goals: reading.objects(system['goals'], at(path, 'system.goals'), (item, here) =>
      readGoal(reading, item, here),
    ),
    problemType: textOf(system['problem_type']),
    task: textOf(system['task']),
    usageContext: textOf(system['usage_context']),
    risks: reading.texts(system['risks'], at(path, 'system.risks')),
    data: reading.objects(body['data'], at(path, 'data'), (item, here) => readDataSet(reading, item, here)),
    source: textOf(model['model_source']),
    platform: textOf(model['deployment_platform']),
    mechanism: textOf(model['capability_deployment_mechanism']),
    inputs: readFields(reading, model['input_specification'], inModel('input_specification')),
    outputs: readFields(reading, model['output_specification'], inModel('output_specification')),
    development: readResources(
      reading,
      model['development_compute_resources'],
      inModel('development_compute_resources'),
    ),
    production: readResources(
      reading,
      model['production_compute_resources'],
      inModel('production_compute_resources'),
    ),
    scenarios: reading.objects(body['system_requirements'], at(path, 'system_requirements'), (item, here) =>
      readScenario(reading, item, here),
    ),
  };
}
