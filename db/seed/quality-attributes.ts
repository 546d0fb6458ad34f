/** Default entries of the list `quality_attributes`: category → name → description. */
export const QUALITY_ATTRIBUTES: Readonly<Record<string, Readonly<Record<string, string>>>> = {
  'Behavior Analysis': {
    Analyzability: 'How readily one can find the cause of a behaviour from what the component exposes.',
    Monitorability: 'How well the component reports what is needed to follow its health while it runs.',
    Testability: 'How easily tests can be set up for the component and their outcome judged.',
    Understandability: 'How easily a newcomer grasps the code, the design and the choices behind them.',
  },
  Confidence: {
    Explainability: 'How well the component can give reasons for an output that its audience understands.',
    'Functional Correctness': 'How often the outputs are right, measured as the system around it needs.',
    Interpretability: 'How directly people can follow the way from an input to its output.',
  },
  Consistency: {
    Repeatability: 'How closely results agree when the same input is given again under the same conditions.',
    Reproducibility: 'How closely training again from the same data and settings leads to the same model.',
  },
  'Continued Operation': {
    Deployability: 'How easily and safely the component gets into production and back out.',
    Reliability: 'How long the component does its work under stated conditions without failing.',
    Resilience:
      'How well the component keeps up, or regains, an acceptable service when things around it fail.',
    'Resource Utilization':
      'How well the component stays within its share of memory, compute, storage and power.',
    Robustness: 'How little the quality of results drops with noisy, damaged or unusual input.',
    'Time Behavior': 'How surely answers come within the time that the system allows.',
  },
  'Maintenance and Evolution': {
    'Domain Adaptability': 'How well a model trained for one field can be made to work in another.',
    Maintainability: 'How little effort it takes to correct, improve or adjust the component.',
    Modifiability: 'How safely the component can be changed without new faults or a loss of quality.',
    Portability: 'How easily the component moves to other hardware, software or surroundings.',
    Replaceability: 'How easily another component can take its place for the same purpose.',
    Retrainability: 'How easily a new version can be trained when data or needs have changed.',
    Reusability: 'How much of the component can serve in another system.',
  },
  'Responsible AI': {
    Compliance: 'How well the component keeps to the laws, rules and agreements that apply to it.',
    'Economic Risk Consideration':
      'How well the component guards against financial harm that its errors may do.',
    Fairness: 'How equally the component treats people and groups, without unjustified bias.',
    'Health and Safety Risk Consideration':
      'How well the component guards against its errors hurting people.',
    Inclusivity: 'How well the component serves people of all backgrounds, abilities and languages.',
    'Societal and Ethical Risk Consideration':
      'How well the component guards against harm to communities and shared values.',
  },
  'Security and Privacy': {
    Privacy: 'How little can be learned from the outputs about the people in the data.',
    Resistance: 'How well the component withstands attempts to mislead, poison or steal it.',
  },
};
