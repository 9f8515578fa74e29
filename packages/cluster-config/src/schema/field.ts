/** The two families of the same format: a field that only one of them knows says which. */
export type Dialect = 'rafay' | 'eksctl';

interface Described {
  readonly description: string;
  readonly required?: boolean;
  /** Known to this dialect alone. */
  readonly dialect?: Dialect;
  /** Written by programs that export a configuration, ignored when it is applied. */
  readonly readOnly?: boolean;
  readonly deprecated?: string;
}

export interface TextField extends Described {
  readonly type: 'text';
  readonly values?: readonly string[];
  /** Values that differ from an allowed one in case alone are accepted. */
  readonly anyCase?: boolean;
  readonly pattern?: TextPattern;
  readonly notEmpty?: boolean;
  /** Values that somebody else offers: an editor suggests them where they are known, and nothing insists on them. */
  readonly offered?: 'kubernetes-versions' | 'addons';
}

export interface NumberField extends Described {
  readonly type: 'integer' | 'number';
  readonly minimum?: number;
  readonly maximum?: number;
  readonly values?: readonly number[];
}

export interface FlagField extends Described {
  readonly type: 'flag';
}

export interface ObjectField extends Described {
  readonly type: 'object';
  readonly fields: Readonly<Record<string, Field>>;
  /** Which values are offered for one field depends on another one. */
  readonly offered?: 'addon-versions';
}

/** Keys of the author's choice, values of one kind. */
export interface MapField extends Described {
  readonly type: 'map';
  readonly values: Field;
}

export interface ListField extends Described {
  readonly type: 'list';
  readonly items: Field;
  readonly minItems?: number;
  readonly unique?: boolean;
}

/** Anything: policies and settings of other programs. `shape: 'map'` still asks for a mapping. */
export interface FreeField extends Described {
  readonly type: 'free';
  readonly shape?: 'map';
}

/** One of two ways to write the same thing, told apart by their YAML kind. */
export interface EitherField extends Described {
  readonly type: 'either';
  readonly choices: readonly (MapField | ListField)[];
}

export type Field = TextField | NumberField | FlagField | ObjectField | MapField | ListField | FreeField | EitherField;

export interface TextPattern {
  readonly regex: RegExp;
  /** Completes "must be …". */
  readonly says: string;
}

type Options<F extends Field> = Omit<F, 'type' | 'description' | 'fields' | 'items' | 'choices'>;

export function text(description: string, options: Options<TextField> = {}): TextField {
  return { type: 'text', description, ...options };
}

export function oneOf(description: string, values: readonly string[], options: Options<TextField> = {}): TextField {
  return { type: 'text', description, values, ...options };
}

export function integer(description: string, options: Options<NumberField> = {}): NumberField {
  return { type: 'integer', description, ...options };
}

export function decimal(description: string, options: Options<NumberField> = {}): NumberField {
  return { type: 'number', description, ...options };
}

export function flag(description: string, options: Options<FlagField> = {}): FlagField {
  return { type: 'flag', description, ...options };
}

export function object(
  description: string,
  fields: Record<string, Field>,
  options: Options<ObjectField> = {},
): ObjectField {
  return { type: 'object', description, fields, ...options };
}

export function list(description: string, items: Field, options: Options<ListField> = {}): ListField {
  return { type: 'list', description, items, ...options };
}

export function texts(description: string, options: Options<ListField> = {}): ListField {
  return list(description, text('One of them.', { notEmpty: true }), options);
}

/** A map of text to text: tags, labels, annotations. */
export function textMap(description: string, options: Omit<Options<MapField>, 'values'> = {}): MapField {
  return {
    type: 'map',
    description,
    values: text('Always a text: quote what looks like a number or a boolean.'),
    ...options,
  };
}

export function mapOf(description: string, values: Field, options: Omit<Options<MapField>, 'values'> = {}): MapField {
  return { type: 'map', description, values, ...options };
}

export function free(description: string, options: Options<FreeField> = {}): FreeField {
  return { type: 'free', description, ...options };
}

/** A mapping whose content is another program's business. */
export function settings(description: string, options: Options<FreeField> = {}): FreeField {
  return { type: 'free', description, shape: 'map', ...options };
}
