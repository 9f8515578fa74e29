import { AwsError } from '../world.ts';

/** Decodes one percent-encoded piece of a path. Text that is not UTF-8 or has a stray `%` is refused with 400. */
export function percentDecode(text: string): string {
  try {
    return decodeURIComponent(text);
  } catch {
    throw new AwsError('SerializationException', 400, `Malformed percent-encoding: ${text.slice(0, 100)}`);
  }
}

/** Name-value pairs of a query string or form, in order. `+` is a space, as in HTML forms. */
export function formPairs(text: string): [name: string, value: string][] {
  return text
    .split('&')
    .filter((pair) => pair !== '')
    .map((pair) => {
      const equals = pair.indexOf('=');
      const name = equals < 0 ? pair : pair.slice(0, equals);
      const value = equals < 0 ? '' : pair.slice(equals + 1);
      return [percentDecode(name.replaceAll('+', ' ')), percentDecode(value.replaceAll('+', ' '))];
    });
}

/** Encodes as SigV4 wants it (RFC 3986): only letters, digits and `-._~` stay. */
export function percentEncode(text: string): string {
  return encodeURIComponent(text).replace(
    /[!'()*]/g,
    (character) => `%${character.charCodeAt(0).toString(16).toUpperCase()}`,
  );
}
