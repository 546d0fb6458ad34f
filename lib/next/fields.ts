import { DomainError } from '@/lib/core/domain-error';
import { type Branch, branchOf, type Tree, treeOf } from '@/lib/forms/form-tree';

/** Names of fields that never come back to the browser. */
const SECRET = /password|secret|^again$/i;

/** Forms send CR LF; what was typed had LF. */
const typed = (value: string): string => value.replaceAll('\r\n', '\n');

/** What a form sent, read once: every value a string, absent ones empty. */
export class FormFields {
  readonly #data: FormData;
  constructor(data: FormData) {
    this.#data = data;
  }

  /** The value as typed. A field that came twice is refused: two readers could believe different ones. */
  text(name: string): string {
    const all = this.#data.getAll(name);
    if (all.length > 1) throw new DomainError('invalid', `${name} was sent more than once.`);
    const [value] = all;
    return typeof value === 'string' ? typed(value) : '';
  }

  /** The value without the spaces around it, or null when nothing is left. */
  optional(name: string): string | null {
    return this.text(name).trim() || null;
  }

  /** What was sent under `root.`, by {@link branchOf}. */
  below(root: string): Branch {
    return branchOf(this.#texts(), root);
  }

  /** The same as a tree with lists, by {@link treeOf}. */
  tree(): Tree {
    return treeOf(this.#texts());
  }

  /** Values of the fields called `name.0`, `name.1` and so on, in the order in which they came: ticked boxes. */
  numbered(name: string): string[] {
    return [...this.below(name)].flatMap(([key, value]) =>
      typeof value === 'string' && /^\d+$/.test(key) ? [value] : [],
    );
  }

  *#texts(): Generator<[name: string, value: string]> {
    for (const [name, value] of this.#data) if (typeof value === 'string') yield [name, typed(value)];
  }

  checked(name: string): boolean {
    return this.text(name) === 'on';
  }

  whole(name: string): number {
    const text = this.text(name);
    if (!/^\d{1,9}$/.test(text)) throw new DomainError('invalid', `${name} must be a whole number.`);
    return Number(text);
  }

  file(name: string): File | null {
    const value = this.#data.get(name);
    return value instanceof File && value.size > 0 ? value : null;
  }

  /** Values that come back with a refusal, so that nobody types twice. Never passwords, never files. */
  echo(): Record<string, string> {
    const values: Record<string, string> = {};
    for (const [name, value] of this.#data)
      if (typeof value === 'string' && !name.startsWith('$ACTION') && !SECRET.test(name))
        values[name] = value;
    return values;
  }
}
