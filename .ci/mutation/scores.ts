import { readFileSync } from 'node:fs';
import path from 'node:path';
import { MUTATION_PARTS, sourcesOf } from './parts';
import { type MutationReport, replaceFile, scoreOf } from './report';

const PAGE = path.join('docs', 'mutation.md');
const [BEGIN, END] = ['<!-- scores -->', '<!-- end of scores -->'];

/** The score of each part, as a table in Markdown; one that was not measured, or not whole, says so. */
export function scoreTable(root: string, { files }: MutationReport): string {
  const rows = MUTATION_PARTS.map((part) => {
    const { name, floor } = part;
    const own = Object.values(files).filter(({ part }) => part === name);
    if (own.length === 0) return `| ${name} | not measured | | | ${floor} % |`;
    const survived = own.reduce((sum, { survivors }) => sum + survivors.length, 0);
    const killed = own.reduce((sum, file) => sum + file.killed, 0);
    const all = sourcesOf(root, part).length;
    const measured = own.length < all ? `${own.length} of ${all}` : all;
    return `| ${name} | ${measured} | ${killed + survived} | ${scoreOf(own).toFixed(1)} % (${survived} live) | ${floor} % |`;
  });
  return ['| part | files | mutants | found | floor |', '|---|---|---|---|---|', ...rows].join('\n');
}

/** Puts the table between its marks in `docs/mutation.md`. */
export function writeScores(root: string, report: MutationReport): void {
  const file = path.join(root, PAGE);
  const text = readFileSync(file, 'utf8');
  const [from, to] = [text.indexOf(BEGIN), text.indexOf(END)];
  if (from < 0 || to < from) throw new Error(`${PAGE} has lost the marks of its table.`);
  replaceFile(
    file,
    `${text.slice(0, from + BEGIN.length)}\n\n${scoreTable(root, report)}\n\n${text.slice(to)}`,
  );
}
