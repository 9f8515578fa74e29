import { cloneJson, isObject, sameJson, setMember } from '../objects/json.ts';

/** A JSON patch that cannot be read (`malformed`) or not be applied to this document. */
export class JsonPatchError extends Error {
  readonly malformed: boolean;
  constructor(message: string, malformed = false) {
    super(message);
    this.malformed = malformed;
  }
}

/**
 * Applies a JSON patch (RFC 6902) to a copy of a document; all operations or none.
 *
 * @throws JsonPatchError
 */
export function jsonPatch(document: unknown, patch: unknown): unknown {
  if (!Array.isArray(patch)) throw new JsonPatchError('a JSON patch is an array of operations', true);
  return patch.reduce<unknown>(applyOperation, cloneJson(document));
}

function applyOperation(document: unknown, operation: unknown): unknown {
  if (!isObject(operation)) throw new JsonPatchError('an operation of a JSON patch is an object', true);
  const path = pointer(operation['path']);
  switch (operation['op']) {
    case 'add':
      return add(document, path, cloneJson(required(operation, 'value')));
    case 'remove':
      read(document, path);
      return remove(document, path);
    case 'replace':
      read(document, path);
      return path.length === 0
        ? required(operation, 'value')
        : add(remove(document, path), path, cloneJson(required(operation, 'value')));
    case 'move': {
      const from = pointer(operation['from']);
      const value = read(document, from);
      return add(remove(document, from), path, value);
    }
    case 'copy':
      return add(document, path, cloneJson(read(document, pointer(operation['from']))));
    case 'test':
      if (!sameJson(read(document, path), operation['value'] ?? null)) {
        throw new JsonPatchError(`testing value ${String(operation['path'])} failed`);
      }
      return document;
    default:
      throw new JsonPatchError(`Unexpected kind: ${String(operation['op'])}`, true);
  }
}

function required(operation: Record<string, unknown>, member: string): unknown {
  if (!Object.hasOwn(operation, member)) throw new JsonPatchError(`the operation has no ${member}`, true);
  return operation[member];
}

function pointer(text: unknown): string[] {
  if (typeof text !== 'string' || (text !== '' && !text.startsWith('/'))) {
    throw new JsonPatchError('a path of a JSON patch is a JSON pointer', true);
  }
  return text
    .split('/')
    .slice(1)
    .map((part) => part.replaceAll('~1', '/').replaceAll('~0', '~'));
}

function read(document: unknown, path: readonly string[]): unknown {
  let value = document;
  for (const part of path) {
    if (Array.isArray(value) && /^\d+$/.test(part) && Number(part) < value.length) value = value[Number(part)];
    else if (isObject(value) && Object.hasOwn(value, part)) value = value[part];
    else throw new JsonPatchError(`there is nothing at /${path.join('/')}`);
  }
  return value;
}

function add(document: unknown, path: readonly string[], value: unknown): unknown {
  const last = path.at(-1);
  if (last === undefined) return value;
  const parent = read(document, path.slice(0, -1));
  if (Array.isArray(parent)) {
    const index = last === '-' ? parent.length : Number(last);
    if (!/^(\d+|-)$/.test(last) || index > parent.length) {
      throw new JsonPatchError(`there is no place at /${path.join('/')}`);
    }
    parent.splice(index, 0, value);
  } else if (isObject(parent)) setMember(parent, last, value);
  else throw new JsonPatchError(`there is no place at /${path.join('/')}`);
  return document;
}

function remove(document: unknown, path: readonly string[]): unknown {
  const last = path.at(-1);
  if (last === undefined) return null;
  const parent = read(document, path.slice(0, -1));
  if (Array.isArray(parent)) parent.splice(Number(last), 1);
  else if (isObject(parent)) delete parent[last];
  return document;
}
