/** Where the string that opens at `start` ends: the index behind its closing quote. */
function endOfString(text: string, start: number): number {
  for (let at = start + 1; at < text.length; at += 1) {
    const char = text[at];
    if (char === '\\') at += 1;
    else if (char === '"') return at + 1;
  }
  return text.length;
}

/**
 * JSON text as lines, two spaces a level. Works on the text itself: numbers, escapes and the order of keys stay as
 * posted, and text that is no JSON comes through whole.
 */
export function indentJson(text: string): string[] {
  const lines: string[] = [];
  let line = '';
  let depth = 0;
  const breakLine = () => {
    lines.push(line);
    line = '  '.repeat(Math.min(depth, 64));
  };
  for (let at = 0; at < text.length; ) {
    const char = text[at] ?? '';
    if (char === '"') {
      const end = endOfString(text, at);
      line += text.slice(at, end);
      at = end;
      continue;
    }
    at += 1;
    if (char === '{' || char === '[') {
      const rest = /^\s*[}\]]/.exec(text.slice(at, at + 80));
      if (rest !== null) {
        line += char + rest[0].trim();
        at += rest[0].length;
        continue;
      }
      line += char;
      depth += 1;
      breakLine();
    } else if (char === '}' || char === ']') {
      depth = Math.max(0, depth - 1);
      breakLine();
      line += char;
    } else if (char === ',') {
      line += char;
      breakLine();
    } else if (char === ':') line += ': ';
    else if (char > ' ') line += char;
  }
  lines.push(line);
  return lines;
}
