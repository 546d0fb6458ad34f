import { isScalar, type ParsedNode } from 'yaml';
import { maskedPaths } from './configuration';
import { isSecretField, MASK, masked } from './secrets';
import { readYaml, type YamlLimits } from './yaml';

const LIMITS: YamlLimits = { bytes: 64 * 1024, tokens: 10_000 };

/**
 * What of a component's form may travel back to the browser with a refusal: all that was typed but secrets, which are
 * typed anew. Fields called `secret.…` never come here.
 */
export function typedBack(values: Readonly<Record<string, string>>): Record<string, string> {
  const back: Record<string, string> = {};
  for (const [name, value] of Object.entries(values)) {
    const [, row] = /^(.*row\.\d+\.)value$/.exec(name) ?? [];
    if (row !== undefined && isSecretField((values[`${row}name`] ?? '').trim())) continue;
    const isText = row !== undefined || /(^|\.)(yaml|field\.[^.]+)$/.test(name);
    back[name] = isText ? withoutSecrets(value) : value;
  }
  return back;
}

/** A text with the secrets in it masked: those of YAML by their names, and passwords inside addresses. */
export function withoutSecrets(text: string): string {
  const plain = String(masked(text));
  try {
    const { document, value } = readYaml(plain, 'yaml', LIMITS);
    const shown = masked(value);
    const hidden = maskedPaths(shown);
    if (hidden.length === 0 || shown === value) return plain;
    for (const at of hidden) {
      const node = document.getIn(at, true) as ParsedNode | undefined;
      if (!isScalar(node)) return cut(plain);
      node.value = at.reduce<unknown>((found, key) => (found as Record<string, unknown>)[key], shown);
    }
    return document.toString({ lineWidth: 0 });
  } catch {
    return cut(plain);
  }
}

const KEY = /([\w.-]+)["']?\s*:/g;
const KEY_LINE = /^\s*(?:- )*["']?[\w.-]+["']?\s*:(\s|$)/;

/** For text that is no YAML (yet): a line ends at the first name of a secret, and what hangs on it goes. */
function cut(text: string): string {
  const kept: string[] = [];
  let under: number | null = null;
  for (const line of text.split('\n')) {
    const indent = line.length - line.trimStart().length;
    // Only a line that begins with a name ends it: private keys have blank lines.
    if (under !== null && (indent > under || !KEY_LINE.test(line))) continue;
    under = null;
    const secret = [...line.matchAll(KEY)].find(([, key = '']) => isSecretField(key));
    if (secret === undefined) kept.push(line);
    else {
      kept.push(`${line.slice(0, secret.index + secret[0].length)} "${MASK}"`);
      under = indent;
    }
  }
  return kept.join('\n');
}
