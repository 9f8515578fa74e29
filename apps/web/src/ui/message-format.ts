/** An element of a message as `@cloudscape-design/components` ships it: parsed already (the numbers are ICU's kinds). */
type Element =
  | { type: 0; value: string }
  | { type: 1; value: string }
  | { type: 5; value: string; options: Record<string, { value: Element[] }> }
  | { type: 6; value: string; options: Record<string, { value: Element[] }> }
  | { type: 7 }
  | { type: 8; value: string; children: Element[] };

type Values = Record<string, unknown>;

/**
 * Stands in for `intl-messageformat` (vite.config.ts): the built-in texts of Cloudscape come parsed and use only
 * literals, arguments, select and plural, so the parser and the number skeletons, 20 kB gzipped, are not needed.
 */
export default class MessageFormat {
  readonly #message: Element[] | string;
  readonly #plurals: Intl.PluralRules;

  constructor(message: Element[] | string, locale = 'en') {
    this.#message = message;
    this.#plurals = new Intl.PluralRules(locale);
  }

  format(values: Values = {}): string {
    return typeof this.#message === 'string' ? this.#message : this.#write(this.#message, values, '');
  }

  #write(elements: readonly Element[], values: Values, count: string): string {
    return elements.map((element) => this.#writeOne(element, values, count)).join('');
  }

  #writeOne(element: Element, values: Values, count: string): string {
    switch (element.type) {
      case 0:
        return element.value;
      case 1:
        return text(values[element.value]);
      case 5: {
        const chosen = element.options[text(values[element.value])] ?? element.options['other'];
        return this.#write(chosen?.value ?? [], values, count);
      }
      case 6: {
        const number = Number(values[element.value]);
        const { options } = element;
        const chosen = options[`=${number}`] ?? options[this.#plurals.select(number)] ?? options['other'];
        return this.#write(chosen?.value ?? [], values, number.toLocaleString('en'));
      }
      case 8:
        return this.#write(element.children, values, count);
      case 7:
        return count;
    }
  }
}

function text(value: unknown): string {
  return typeof value === 'string' || typeof value === 'number' || typeof value === 'boolean' ? String(value) : '';
}
