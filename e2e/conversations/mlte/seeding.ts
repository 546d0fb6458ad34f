import type { Chapter, Exchange } from '../exchange';

/** The entries that every client since 2.4 posts when it is told of a store, in its order. */
const DEFAULTS: Readonly<Record<string, readonly string[]>> = {
  classification: ['Unclassified', 'CUI', 'PII', 'PHI', 'Classified'],
  problem_types: [
    ...['Analysis', 'Classification', 'Clustering', 'Control', 'Forecasting', 'Generative Model'],
    ...['Object Detection', 'Outlier Detection', 'Translation'],
  ],
  tags: [
    ...['Audio', 'Bayesian', 'Computer Vision', 'Decision Support', 'Decoder', 'Distribution', 'Encoder'],
    ...['Generative Model', 'Image', 'LLM', 'NLP', 'Optimization', 'Reinforcement Learning', 'Segmentation'],
    ...['Sentiment Analysis', 'Simulation', 'Tabular', 'Text', 'Time Series'],
  ],
  qa_categories: [
    ...['Behavior Analysis', 'Confidence', 'Consistency', 'Continued Operation'],
    ...['Maintenance and Evolution', 'Responsible AI', 'Security and Privacy'],
  ],
  quality_attributes: [
    ...['Analyzability', 'Compliance', 'Deployability', 'Domain Adaptability', 'Economic Risk Consideration'],
    ...['Explainability', 'Fairness', 'Functional Correctness', 'Health and Safety Risk Consideration'],
    ...[
      'Inclusivity',
      'Interpretability',
      'Maintainability',
      'Modifiability',
      'Monitorability',
      'Portability',
    ],
    ...['Privacy', 'Reliability', 'Repeatability', 'Replaceability', 'Reproducibility', 'Resilience'],
    ...['Resistance', 'Resource Utilization', 'Retrainability', 'Reusability', 'Robustness'],
    ...['Societal and Ethical Risk Consideration', 'Testability', 'Time Behavior', 'Understandability'],
  ],
};

const posts: Exchange[] = Object.entries(DEFAULTS).flatMap(([list, names]) =>
  names.map((name) => ({
    claim: `the default entry ${name} of ${list} is there already, which is told without credentials`,
    send: [
      'POST',
      `/api/custom_list/${list}/entry`,
      {
        name,
        description: 'as the client has it',
        parent: list === 'quality_attributes' ? 'Confidence' : null,
      },
    ],
    reply: [409, { detail: `Entry ${name} of list ${list} already exists.` }],
  })),
);

const CHALLENGE = { 'WWW-Authenticate': 'Bearer' };

/** `set_store`: 70 posts without credentials. The client goes on after a 409 and stops at anything else. */
export const seeding: Chapter = {
  title: 'a client is told of the store',
  exchanges: [
    ...posts.map((post, n): Exchange => (n === 0 ? post : { ...post, repeats: true })),
    {
      claim: 'an entry that is not there is not made without credentials',
      send: ['POST', '/api/custom_list/tags/entry', { name: 'Smell', description: '', parent: null }],
      reply: [401, { detail: 'Not authenticated' }, CHALLENGE],
    },
    {
      claim: 'which lists there are is not told without credentials',
      send: ['POST', '/api/custom_list/colours/entry', { name: 'PII', description: '', parent: null }],
      reply: [401, { detail: 'Not authenticated' }, CHALLENGE],
    },
    {
      claim: 'a seeding client with a bad token learns of the token, not of the entry',
      send: ['POST', '/api/custom_list/classification/entry', { name: 'PII', description: '', parent: null }],
      headers: { Authorization: 'Bearer abc' },
      reply: [401, { detail: 'Unauthorized' }, { 'WWW-Authenticate': /invalid_token/ }],
    },
    {
      claim: 'no other request about an entry is answered without credentials',
      send: ['GET', '/api/custom_list/classification/entry/PII'],
      reply: [401, { detail: 'Not authenticated' }, CHALLENGE],
    },
  ],
};
