import { at, isObject, type Reading, textOf } from './reading';

/** What measured a value, and what kind of evidence it makes: dotted Python class names. */
export interface Measurement {
  readonly measurementClass: string;
  readonly outputClass: string;
  /** Further data by name: `function` → `builtins.max`. */
  readonly details: readonly (readonly [name: string, value: string])[];
}

export interface Validator {
  /** Python source of the condition, when the client could read it. */
  readonly condition: string;
  /** Characters of the pickled condition (base64); it is never run here. 0 when there is none. */
  readonly pickledLength: number;
  readonly thresholds: readonly string[];
  readonly success: string;
  readonly failure: string;
  /** Set when a person judges. */
  readonly info: string;
  readonly inputTypes: readonly string[];
  /** How the validator was made: `Real`, `greater_than`, [`0.5`]. */
  readonly entity: string;
  readonly method: string;
  readonly args: readonly string[];
}

export interface TestCase {
  readonly id: string;
  readonly goal: string;
  readonly scenarioIds: readonly string[];
  readonly measurement: Measurement | null;
  readonly validator: Validator | null;
  readonly note: string;
}

export interface Suite {
  readonly cases: readonly TestCase[];
}

export function readMeasurement(reading: Reading, value: unknown, path: string): Measurement | null {
  if (value === null || value === undefined) return null;
  const known = ['measurement_class', 'output_class', 'additional_data'];
  const measurement = reading.object(value, path, known);
  const details = measurement['additional_data'];
  const named = isObject(details) ? Object.entries(details) : [];
  const unnamed = isObject(details) ? '' : textOf(details);
  return {
    measurementClass: textOf(measurement['measurement_class']),
    outputClass: textOf(measurement['output_class']),
    details: [
      ...named.map(([name, detail]) => [name, textOf(detail)] as const).filter(([, detail]) => detail !== ''),
      ...(unnamed === '' ? [] : [['additional data', unnamed] as const]),
    ],
  };
}

const VALIDATOR_FIELDS = [
  'bool_exp',
  'bool_exp_str',
  'thresholds',
  'success',
  'failure',
  'default_success',
  'default_failure',
  'info',
  'input_types',
  'creator_entity',
  'creator_function',
  'creator_args',
];

function readValidator(reading: Reading, value: unknown, path: string): Validator | null {
  if (value === null || value === undefined) return null;
  const validator = reading.object(value, path, VALIDATOR_FIELDS);
  return {
    condition: textOf(validator['bool_exp_str']),
    pickledLength: textOf(validator['bool_exp']).length,
    thresholds: reading.texts(validator['thresholds'], at(path, 'thresholds')),
    success: textOf(validator['success']) || textOf(validator['default_success']),
    failure: textOf(validator['failure']) || textOf(validator['default_failure']),
    info: textOf(validator['info']),
    inputTypes: reading.texts(validator['input_types'], at(path, 'input_types')),
    entity: textOf(validator['creator_entity']),
    method: textOf(validator['creator_function']),
    // The client writes an argument that was not given as '' or 'None'.
    args: reading.texts(validator['creator_args'], at(path, 'creator_args')).filter((arg) => arg !== 'None'),
  };
}

/** A test suite of any release; also the copies inside results and reports. */
export function readSuite(reading: Reading, value: unknown, path: string): Suite {
  const suite = reading.object(value, path, ['artifact_type', 'test_cases']);
  const known = ['identifier', 'goal', 'qas_list', 'measurement', 'validator', 'note'];
  return {
    cases: reading.objects(suite['test_cases'], at(path, 'test_cases'), (item, here) => {
      const testCase = reading.object(item, here, known);
      return {
        id: textOf(testCase['identifier']),
        goal: textOf(testCase['goal']),
        scenarioIds: [...new Set(reading.texts(testCase['qas_list'], at(here, 'qas_list')))],
        measurement: readMeasurement(reading, testCase['measurement'], at(here, 'measurement')),
        validator: readValidator(reading, testCase['validator'], at(here, 'validator')),
        note: textOf(testCase['note']),
      };
    }),
  };
}
