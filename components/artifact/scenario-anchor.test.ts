import { describe, expect, it } from 'vitest';
import { cardOfScenario, caseAnchor, fragment, scenarioAnchor, scenarioLabel } from './scenario-anchor';

describe('anchors', () => {
  it('takes a scenario id apart at its number', () => {
    expect(scenarioAnchor('card.my-card-qas_012')).toBe('qas_012');
    expect(scenarioLabel('card.my-card-qas_012')).toBe('qas_012');
    expect(cardOfScenario('card.my-card-qas_012')).toBe('card.my-card');
  });

  it('keeps an id of another form whole', () => {
    expect(scenarioAnchor('speed of sorting')).toBe('qas-speed_of_sorting');
    expect(scenarioLabel('speed of sorting')).toBe('speed of sorting');
    expect(cardOfScenario('qas_001')).toBeNull();
  });

  it('makes a fragment that leads to its anchor', () => {
    expect(decodeURIComponent(fragment(caseAnchor('a "b" & ü')).slice(1))).toBe(caseAnchor('a "b" & ü'));
  });
});
