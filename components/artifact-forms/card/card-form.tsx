'use client'; // its rows are components, which only the browser's side can hand on

import { Group } from '@/components/editor/context';
import { Area } from '@/components/editor/fields';
import { ListChoice } from '@/components/editor/list-choice';
import { Rows } from '@/components/editor/rows';
import { Section } from '../../artifact/section';
import { DataSetFields } from './data-set-fields';
import { GoalFields, RiskFields } from './goal-fields';
import { ModelFields } from './model-fields';
import { ScenarioFields, ScenarioSummary } from './scenario-fields';

/** Every field of a negotiation card, in the order in which the document tells them. */
export function CardForm() {
  return (
    <>
      <Group name="system">
        <Section id="goals" title="Goals">
          <Rows
            name="goals"
            noun="goal"
            fields={GoalFields}
            empty="What should the system achieve, and how would you notice?"
          />
        </Section>
        <Section id="context" title="Context">
          <ListChoice
            name="problem_type"
            label="Problem type"
            list="problem_types"
            help="The kind of question that the model answers."
          />
          <Area name="task" label="Task" help="What the model is asked to do, in a sentence." />
          <Area
            name="usage_context"
            label="Used in"
            help="Who uses the answers, where, and what they do with them."
          />
        </Section>
        <Section id="risks" title="Risks">
          <Rows name="risks" noun="risk" fields={RiskFields} isTexts empty="What can go wrong, for whom?" />
        </Section>
      </Group>
      <Section id="requirements" title="Requirements">
        <Rows
          name="system_requirements"
          noun="scenario"
          fields={ScenarioFields}
          summary={ScenarioSummary}
          empty="No quality attribute scenario yet: what must hold, in which situation, and how it is measured."
        />
      </Section>
      <Section id="data" title="Data">
        <Rows name="data" noun="data set" fields={DataSetFields} empty="No data set is described yet." />
      </Section>
      <Section id="model" title="Model">
        <Group name="model">
          <ModelFields />
        </Group>
      </Section>
    </>
  );
}
