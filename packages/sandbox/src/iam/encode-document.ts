/** A policy document as IAM's answers carry it: percent-encoded after RFC 3986, a space as `%20`. */
export function encodeDocument(text: string): string {
  return encodeURIComponent(text).replace(/[!'()*]/g, (character) => {
    return `%${character.charCodeAt(0).toString(16).toUpperCase()}`;
  });
}
