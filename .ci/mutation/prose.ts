import type { Ignorer } from '@stryker-mutator/api/ignore';

/** As much of Babel's syntax tree as is looked at. */
interface Node {
  readonly type: string;
  readonly value?: unknown;
  readonly name?: string;
  readonly key?: Node;
  readonly callee?: Node;
  readonly quasis?: readonly { readonly value: { readonly raw: string } }[];
  readonly expressions?: readonly Node[];
}
interface Where {
  readonly node: Node;
  readonly parentPath: { readonly parent: Node } | null;
}

/** Properties of a declared write that say what it is called, and how tests find an input for it. */
const FOR_TESTS: ReadonlySet<string> = new Set(['verb', 'example', 'because']);

/**
 * What is not mutated: sentences (words with a space between them, and nothing decided in them), which are no rules; and
 * what a declared write says for the tests alone.
 */
export const prose: Ignorer = {
  shouldIgnore(where): string | undefined {
    const { node, parentPath } = where as Where;
    if (node.type === 'StringLiteral' && isSentence(String(node.value))) return 'a sentence';
    if (
      node.type === 'TemplateLiteral' &&
      isSentence((node.quasis ?? []).map(({ value }) => value.raw).join('x')) &&
      (node.expressions ?? []).every(({ type }) => type === 'Identifier' || type === 'MemberExpression')
    )
      return 'a sentence';
    const call = parentPath?.parent;
    if (
      node.type === 'ObjectProperty' &&
      FOR_TESTS.has(node.key?.name ?? '') &&
      call?.type === 'CallExpression' &&
      call.callee?.name === 'declareWrite'
    )
      return 'for tests alone';
    return undefined;
  },
};

const isSentence = (text: string): boolean => /\p{Letter}.* | .*\p{Letter}/su.test(text);
