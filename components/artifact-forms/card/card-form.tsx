'use client'; // its rows are components, which only the browser's side can hand on

import { Contents, type FormSection } from '@/components/editor/contents';
import { Group } from '@/components/editor/context';
import { Area } from '@/components/editor/fields';
import { ListChoice } from '@/components/editor/list-choice';
import { Rows } from '@/components/editor/rows';
import { Unknown } from '@/components/editor/unknown';
import { Section } from '../../artifact/section';
import { DataSetFields } from './data-set-fields';
import { GoalFields, RiskFields } from './goal-fields';
import { ModelFields } from './model-fields';
import { ScenarioFields, ScenarioGuide, ScenarioSummary } from './scenario-fields';

const SYSTEM = 'body.system';
const CONTEXT = ['problem_type', 'task', 'usage_context'].map((name) => `${SYSTEM}.${name}`);
const SECTIONS: readonly FormSection[] = [
  { id: 'goals', title: 'Goals', paths: [`${SYSTEM}.goals`] },
  { id: 'context', title: 'Context', paths: CONTEXT },
  { id: 'risks', title: 'Risks', paths: [`${SYSTEM}.risks`] },
  { id: 'requirements', title: 'Requirements', paths: ['body.system_requirements'] },
  { id: 'data', title: 'Data', paths: ['body.data'] },
  { id: 'model', title: 'Model', paths: ['body.model'] },
];
const ALL = ['body.system', 'body.system_requirements', 'body.data', 'body.model'];

/** Every field of a negotiation card, in the order in which the document tells them. */
export function CardForm() {
  return (
    <div className="[&_section]:scroll-mt-14">
      <Contents label="Sections of this card" sections={SECTIONS} />
      <div className="mt-5">
        <Group name="system">
          <Section id="goals" title="Goals">
            <Rows
              name="goals"
              noun="goal"
              fields={GoalFields}
              empty="What should the system achieve, and by what would you notice?"
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
            <Rows
              name="risks"
              noun="risk"
              fields={RiskFields}
              isTexts
              empty="What can go wrong, and for whom?"
            />
            <Unknown within={[SYSTEM]} />
          </Section>
        </Group>
        <Section id="requirements" title="Requirements">
          <ScenarioGuide />
          <Rows
            name="system_requirements"
            noun="scenario"
            fields={ScenarioFields}
            summary={ScenarioSummary}
            empty="What must hold, in which situation, and how would you measure it?"
          />
          <Unknown within={['body.system_requirements']} />
        </Section>
        <Section id="data" title="Data">
          <Rows
            name="data"
            noun="data set"
            fields={DataSetFields}
            empty="What was the model trained and tested on?"
          />
          <Unknown within={['body.data']} />
        </Section>
        <Section id="model" title="Model">
          <Group name="model">
            <ModelFields />
          </Group>
          <Unknown within={['body.model']} />
        </Section>
        <Unknown within={['body']} except={ALL} />
      </div>
    </div>
  );
}
