/** What a caller knows about a request: condition key to one value or, for multivalued keys, several. */
export type ContextValues = Readonly<Record<string, string | readonly string[]>>;

/**
 * The condition keys of one request. Key names compare without regard to case, tag keys in them included
 * (IAM user guide, "IAM JSON policy elements: Condition": condition key names are not case-sensitive).
 */
export class RequestContext {
  readonly #values = new Map<string, readonly string[]>();

  /** Later maps win over earlier ones. */
  constructor(...layers: ContextValues[]) {
    for (const layer of layers) {
      for (const [key, value] of Object.entries(layer)) {
        this.#values.set(key.toLowerCase(), typeof value === 'string' ? [value] : value);
      }
    }
  }

  /** The values of a key; `undefined` when the request does not carry it. An empty list counts as absent. */
  get(key: string): readonly string[] | undefined {
    const values = this.#values.get(key.toLowerCase());
    return values && values.length > 0 ? values : undefined;
  }
}
