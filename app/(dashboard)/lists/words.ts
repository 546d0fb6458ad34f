import type { CustomList } from '@/lib/lists/list';

/** What each list is for; its name is what clients address. */
export const LIST_WORDS: Readonly<Record<CustomList, { readonly title: string; readonly about: string }>> = {
  classification: {
    title: 'Data classifications',
    about: 'How closely a data set on a card must be kept.',
  },
  problem_types: { title: 'Problem types', about: 'Kinds of problems that a model can solve.' },
  tags: { title: 'Tags', about: 'What the entries of the test catalog are about.' },
  qa_categories: { title: 'Quality categories', about: 'Families of quality attributes.' },
  quality_attributes: {
    title: 'Quality attributes',
    about: 'What a scenario on a card can ask for. Each belongs to a quality category.',
  },
};
