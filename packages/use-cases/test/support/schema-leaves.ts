export interface Schema {
  properties?: Record<string, Schema>;
  additionalProperties?: Schema | boolean;
  items?: Schema;
  anyOf?: Schema[];
  oneOf?: Schema[];
}

/** The paths of a JSON Schema's leaves; `*` stands for any key and for list entries. */
export function leaves(schema: Schema, path: string[]): string[][] {
  const choices = [...(schema.anyOf ?? []), ...(schema.oneOf ?? [])];
  const below = [
    ...Object.entries(schema.properties ?? {}).flatMap(([key, field]) => leaves(field, [...path, key])),
    ...(typeof schema.additionalProperties === 'object' ? leaves(schema.additionalProperties, [...path, '*']) : []),
    ...(schema.items ? leaves(schema.items, [...path, '*']) : []),
    ...choices.flatMap((choice) => leaves(choice, path)),
  ];
  return below.length > 0 ? below : [path];
}
