import { map, object, optional, rows, text, texts, word } from '@/lib/forms/form-shape';

/** What the client requires of a validator beside its messages; nobody writes a condition but Python. */
const VALIDATOR = {
  bool_exp: 'null',
  bool_exp_str: 'null',
  thresholds: '[]',
  success: 'null',
  failure: 'null',
  default_success: '""',
  default_failure: '""',
  info: 'null',
  input_types: '[]',
  creator_entity: 'null',
  creator_function: 'null',
  creator_args: '[]',
};

/** What the form of a test suite edits. The condition of a validator and all that Python says of it is not among it. */
export const SUITE_SHAPE = object({
  test_cases: rows(
    {
      identifier: word,
      goal: word,
      qas_list: texts,
      measurement: optional({ measurement_class: word, output_class: word, additional_data: map }),
      validator: optional(
        { success: text, failure: text, info: text },
        { unless: ['bool_exp', 'bool_exp_str'], adds: VALIDATOR },
      ),
      note: text,
    },
    'identifier',
  ),
});
