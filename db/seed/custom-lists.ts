import type { CUSTOM_LISTS } from '../schema/catalog';
import { QUALITY_ATTRIBUTES } from './quality-attributes';
import { TAGS } from './tags';

type CustomList = (typeof CUSTOM_LISTS)[number];

/** An entry that a new store's lists begin with; only quality attributes have a parent, their category. */
export interface DefaultEntry {
  readonly list: CustomList;
  readonly name: string;
  readonly description: string;
  readonly parent: string | null;
}

const CLASSIFICATIONS = {
  CUI: 'Unclassified government information whose handling and sharing a law or policy restricts.',
  Classified: 'Information that only people with a security clearance and a need to know may see.',
  PHI: 'Data about the health or the care of a person who can be identified from it.',
  PII: 'Data that singles out a person, alone or joined with other data.',
  Unclassified: 'Information that no classification or handling rule restricts.',
};

const PROBLEM_TYPES = {
  Analysis: 'Finding out what a body of data says, to inform a decision that people take.',
  Classification: 'Sorting each item into one or more classes that are known beforehand.',
  Clustering: 'Grouping items that resemble each other, without classes known beforehand.',
  Control: 'Choosing the next action of a system so that it reaches or keeps a wanted state.',
  Forecasting: 'Estimating future values from how they went in the past.',
  'Generative Model': 'Producing new text, images, sound or data of the kind that was learned from.',
  'Object Detection': 'Finding which things are in an image or a video, and where.',
  'Outlier Detection': 'Picking out the items that do not fit the pattern of the others.',
  Translation: 'Putting content from one language or form into another while keeping its meaning.',
};

const QA_CATEGORIES = {
  'Behavior Analysis': 'Qualities that make it easy to watch, test and understand what the component does.',
  Confidence: 'Qualities that give people grounds to believe what the component puts out.',
  Consistency: 'Qualities that make equal conditions lead to equal outcomes, today and next year.',
  'Continued Operation': 'Qualities that keep the component working within its bounds once it is in use.',
  'Maintenance and Evolution': 'Qualities that make the component easy to repair, adapt and carry elsewhere.',
  'Responsible AI': 'Qualities that concern what the component does to people, society and the law.',
  'Security and Privacy': 'Qualities that protect the component from attack and the data from disclosure.',
};

/** The lists of a new store, 70 entries: what current clients expect to find. */
export const DEFAULT_ENTRIES: readonly DefaultEntry[] = [
  ...entries('classification', CLASSIFICATIONS),
  ...entries('problem_types', PROBLEM_TYPES),
  ...entries('tags', TAGS),
  ...entries('qa_categories', QA_CATEGORIES),
  ...Object.entries(QUALITY_ATTRIBUTES).flatMap(([parent, attributes]) =>
    entries('quality_attributes', attributes, parent),
  ),
];

function entries(
  list: CustomList,
  descriptions: Readonly<Record<string, string>>,
  parent: string | null = null,
): DefaultEntry[] {
  return Object.entries(descriptions).map(([name, description]) => ({ list, name, description, parent }));
}
