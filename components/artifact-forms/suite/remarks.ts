import { scenarioLabel } from '../../artifact/scenario-anchor';

/** What a form holds of one test case, as far as the rules of suites speak of it. */
export interface CaseFacts {
  readonly identifier: string;
  readonly scenarioIds: readonly string[];
  readonly success: string;
  readonly failure: string;
  readonly info: string;
  /** A condition that Python wrote is there. */
  readonly hasCondition: boolean;
}

/** Something to say beside a field. `fail`: the store would refuse it; `stale`: it holds, but on less than it says. */
export interface Remark {
  readonly field: 'identifier' | 'qas_list' | 'validator';
  readonly tone: 'fail' | 'stale' | 'info';
  readonly text: string;
}

/** What is to be said of a case by the rules that the store and the Python client have, before either is asked. */
export function remarksOn(
  facts: CaseFacts,
  known: ReadonlySet<string>,
  /** How often each id is there. */
  ids: ReadonlyMap<string, number>,
): readonly Remark[] {
  return [...onIdentifier(facts, ids), ...onScenarios(facts, known), ...onValidator(facts)];
}

function onIdentifier({ identifier }: CaseFacts, ids: ReadonlyMap<string, number>): Remark[] {
  const field = 'identifier';
  if (identifier === '') return [{ field, tone: 'fail', text: 'A test case needs an identifier.' }];
  if ((ids.get(identifier) ?? 0) < 2) return [];
  return [{ field, tone: 'fail', text: `Another case is called ${identifier} too.` }];
}

function onScenarios({ scenarioIds }: CaseFacts, known: ReadonlySet<string>): Remark[] {
  const field = 'qas_list';
  if (scenarioIds.length === 0)
    return [{ field, tone: 'info', text: 'Tests no scenario. It can stay so, but it covers nothing.' }];
  const gone = scenarioIds.filter((id) => !known.has(id));
  if (gone.length === 0) return [];
  const names = gone.map(scenarioLabel).join(', ');
  const [is, more] = gone.length === 1 ? ['is', 'it'] : ['are', 'them'];
  if (gone.length === scenarioIds.length)
    return [
      {
        field,
        tone: 'fail',
        text: `${names} ${is} on no card of this model: pick a scenario that is, or take ${more} off.`,
      },
    ];
  return [
    {
      field,
      tone: 'stale',
      text: `${names} ${is} on no card any more. The case holds as long as one of its scenarios is.`,
    },
  ];
}

function onValidator({ success, failure, info, hasCondition }: CaseFacts): Remark[] {
  const field = 'validator';
  const [passes, fails, asks] = [success !== '', failure !== '', info !== ''];
  if (passes !== fails) {
    const lacking = passes ? 'fails' : 'passes';
    const text = `Say also what it means when the case ${lacking}: the two messages come together.`;
    return [{ field, tone: 'fail', text }];
  }
  if (hasCondition)
    return passes || asks
      ? []
      : [
          {
            field,
            tone: 'fail',
            text: 'A condition needs its two messages, or what a person should look at.',
          },
        ];
  if (!passes && !asks) {
    const text = 'Nothing judges this case yet: Python refuses to validate the suite until something does.';
    return [{ field, tone: 'info', text }];
  }
  if (passes && !asks) {
    const text =
      'There are messages but no condition: Python refuses to validate this case. Attach a condition there, or ask a person.';
    return [{ field, tone: 'stale', text }];
  }
  return [];
}
