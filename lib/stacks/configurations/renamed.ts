import { isMap, isScalar, type ParsedNode } from 'yaml';
import { type Configuration, readConfiguration, writeConfiguration } from './configuration';
import { readYaml } from './yaml';

/** What PyYAML writes bare and YAML 1.1 takes for nothing but text. */
const PLAIN = /^[a-zA-Z][\w.-]*[a-zA-Z][\w.-]*$/;

/**
 * The configuration under another name, and with another uuid where one is given: everything else stays character for
 * character, so that numbers keep their digits.
 */
export function renamedConfiguration(
  { text, fields }: Configuration,
  change: { readonly name: string; readonly uuid?: string },
): Configuration {
  // Bounded when it was read first.
  const { document } = readYaml(text, 'config', { bytes: 64 * 1024, tokens: 10_000 });
  const edits = Object.entries(change).flatMap(([field, word]) => {
    const range = rangeOf(document.contents, field);
    return range === null ? [] : [{ range, word: PLAIN.test(word) ? word : JSON.stringify(word) }];
  });
  let renamed = text;
  for (const { range, word } of edits.sort((a, b) => b.range[0] - a.range[0]))
    renamed = renamed.slice(0, range[0]) + word + renamed.slice(range[1]);
  const read = readConfiguration(renamed);
  // A name in a block of its own lines is written anew, with everything else.
  const isWhole = edits.length === Object.keys(change).length && read.name === change.name;
  return isWhole ? read : readConfiguration(writeConfiguration({ ...fields, ...change }));
}

function rangeOf(contents: ParsedNode | null, field: string): readonly [number, number] | null {
  if (!isMap<ParsedNode, ParsedNode | null>(contents)) return null;
  const value = contents.items.find(({ key }) => isScalar(key) && key.value === field)?.value;
  if (!isScalar(value) || value.type?.startsWith('BLOCK') === true) return null;
  return [value.range[0], value.range[1]];
}
