import { invalidParameter } from '../errors.ts';

/** RFC 1123 label: what a namespace is called. */
const LABEL = /^[a-z0-9]([a-z0-9-]{0,61}[a-z0-9])?$/;
/** RFC 1123 subdomain: what a service account is called. */
const SUBDOMAIN = /^[a-z0-9]([a-z0-9-]*[a-z0-9])?(\.[a-z0-9]([a-z0-9-]*[a-z0-9])?)*$/;
const LONGEST_SUBDOMAIN = 253;

/** The namespace and service account need not exist, but they must be names that could. */
export function checkNames(namespace: string, serviceAccount: string): void {
  if (!LABEL.test(namespace)) {
    throw invalidParameter(
      'namespace is invalid: it must be at most 63 lower-case letters, digits or hyphens, and begin and end with a ' +
        'letter or digit',
    );
  }
  if (serviceAccount.length > LONGEST_SUBDOMAIN || !SUBDOMAIN.test(serviceAccount)) {
    throw invalidParameter(
      'serviceAccount is invalid: it must be at most 253 lower-case letters, digits, hyphens or dots, and begin and ' +
        'end with a letter or digit',
    );
  }
}
