import type { ReactNode } from 'react';
import { Facts } from '@/components/ui/facts';
import { LinkedText } from '../linked-text';
import type { Card } from '../read/card';
import { Absent, type Level, Section } from '../section';
import { Contents, type ContentsEntry } from './contents';
import { DataSetSection } from './data-set';
import { Goals } from './goals';
import { ModelFacts, saysModel } from './model-facts';
import { Requirements, type ScenarioVerdict, type TestsOf } from './requirement';

/** A card that fits a screen or two needs no table of contents. */
const CONTENTS_FROM_SCENARIOS = 6;

interface Part extends ContentsEntry {
  readonly isTold: boolean;
}

function partsOf(card: Card): readonly Part[] {
  const counted = (id: string, title: string, count: number) => ({ id, title, count, isTold: count > 0 });
  const isContextTold = card.problemType !== '' || card.task !== '' || card.usageContext !== '';
  return [
    counted('goals', 'Goals', card.goals.length),
    { id: 'context', title: 'Context', count: null, isTold: isContextTold },
    counted('risks', 'Risks', card.risks.length),
    counted('requirements', 'Requirements', card.scenarios.length),
    counted('data', 'Data', card.data.length),
    { id: 'model', title: 'Model', count: null, isTold: saysModel(card) },
  ];
}

function Context({ card }: { readonly card: Card }) {
  const rows = [
    { term: 'Problem type', text: card.problemType },
    { term: 'Task', text: card.task },
    { term: 'Used in', text: card.usageContext },
  ];
  return (
    <div className="border-t pt-2.5">
      <Facts
        layout="rows"
        facts={rows.map(({ term, text }) => ({
          term,
          value: text === '' ? null : <LinkedText text={text} />,
        }))}
      />
    </div>
  );
}

function Body({ part, card, level, verdictOf, tests }: { readonly part: Part } & CardViewProps) {
  switch (part.id) {
    case 'goals':
      return <Goals goals={card.goals} />;
    case 'context':
      return <Context card={card} />;
    case 'risks':
      return (
        <ul className="border-t">
          {card.risks.map((risk, index) => (
            // biome-ignore lint/suspicious/noArrayIndexKey: risks have no id and do not move
            <li key={index} className="border-b py-1.5">
              <LinkedText text={risk} />
            </li>
          ))}
        </ul>
      );
    case 'requirements':
      return (
        <>
          {tests === undefined ? null : tests.summary}
          <Requirements scenarios={card.scenarios} verdictOf={verdictOf} testsOf={tests?.of} />
        </>
      );
    case 'data':
      return card.data.map((data, index) => (
        // biome-ignore lint/suspicious/noArrayIndexKey: data sets have no id and do not move
        <DataSetSection key={index} data={data} number={index + 1} level={level} />
      ));
    default:
      return <ModelFacts card={card} />;
  }
}

/** What tests the scenarios of a card. */
export interface CardTests {
  readonly of: TestsOf;
  /** How many have a test, and the way to make more: above the list. */
  readonly summary: ReactNode;
}

interface CardViewProps {
  readonly card: Card;
  readonly level: Level;
  readonly verdictOf?: ((scenarioId: string) => ScenarioVerdict) | undefined;
  readonly tests?: CardTests | undefined;
}

/** A card that was read, as a document. Sections have the ids goals, context, risks, requirements, data, model. */
export function CardView(props: CardViewProps) {
  const { card, level } = props;
  const parts = partsOf(card);
  const visible = parts.filter(({ isTold }) => isTold);
  const isLong = level === 2 && card.scenarios.length >= CONTENTS_FROM_SCENARIOS;
  return (
    <div>
      {isLong ? <Contents entries={visible} scenarios={card.scenarios} /> : null}
      {visible.map((part) => (
        <Section
          key={part.id}
          id={part.id}
          title={part.title}
          level={level}
          {...(part.count === null ? {} : { count: part.count })}
        >
          <Body part={part} {...props} />
        </Section>
      ))}
      <div className="mt-7 first:mt-0">
        <Absent
          verb="This card does not yet speak of"
          what={parts.filter(({ isTold }) => !isTold).map(({ title }) => title.toLowerCase())}
        />
      </div>
    </div>
  );
}
