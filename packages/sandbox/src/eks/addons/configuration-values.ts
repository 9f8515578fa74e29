import { parseDocument } from 'yaml';
import { type CatalogueAddon, type ConfigurationSchema } from '../catalogue/index.ts';
import { invalidParameter } from '../errors.ts';

/** @throws AwsError InvalidParameterException naming everything in the values that the add-on's schema does not take */
export function checkConfigurationValues(addon: CatalogueAddon, text: string | undefined): void {
  if (text === undefined || text.trim() === '') {
    return;
  }
  const refuse = (problem: string) =>
    invalidParameter(`ConfigurationValue provided in request is not supported: ${problem}`, { addonName: addon.name });
  const document = parseDocument(text);
  const [syntaxError] = document.errors;
  if (syntaxError !== undefined) {
    throw refuse(`it is neither JSON nor YAML: ${syntaxError.message.split('\n')[0]}`);
  }
  const problems = mismatches(document.toJS({ maxAliasCount: 10 }) as unknown, addon.configuration, '$');
  if (problems.length > 0) {
    throw refuse(`Json schema validation failed with error: [${problems.join(', ')}]`);
  }
}

/** Where a value breaks a schema: types, unknown members, enums and bounds. */
function mismatches(value: unknown, schema: ConfigurationSchema, at: string): string[] {
  if (schema.type !== undefined && !hasType(value, schema.type)) {
    return [`${at}: ${typeName(value)} found, ${schema.type} expected`];
  }
  if (schema.enum !== undefined && !schema.enum.includes(value as string)) {
    return [`${at}: does not have a value in the enumeration [${schema.enum.join(', ')}]`];
  }
  if (typeof value === 'number' && schema.minimum !== undefined && value < schema.minimum) {
    return [`${at}: must have a minimum value of ${schema.minimum}`];
  }
  if (Array.isArray(value)) {
    const { items } = schema;
    return items === undefined ? [] : value.flatMap((item, index) => mismatches(item, items, `${at}[${index}]`));
  }
  return typeof value === 'object' && value !== null ? memberMismatches(value, schema, at) : [];
}

function memberMismatches(value: object, schema: ConfigurationSchema, at: string): string[] {
  return Object.entries(value).flatMap(([name, member]) => {
    const known = Object.hasOwn(schema.properties ?? {}, name) ? schema.properties?.[name] : undefined;
    if (known !== undefined) {
      return mismatches(member, known, `${at}.${name}`);
    }
    const closed = schema.additionalProperties === false;
    return closed
      ? [`${at}.${name}: is not defined in the schema and the schema does not allow additional properties`]
      : [];
  });
}

function hasType(value: unknown, type: NonNullable<ConfigurationSchema['type']>): boolean {
  return type === 'number' ? typeof value === 'number' : typeName(value) === type;
}

function typeName(value: unknown): string {
  if (Array.isArray(value)) {
    return 'array';
  }
  if (value === null) {
    return 'null';
  }
  return typeof value === 'number' ? (Number.isInteger(value) ? 'integer' : 'number') : typeof value;
}
