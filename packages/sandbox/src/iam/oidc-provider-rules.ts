import { invalidInput, quotaExceeded } from './errors.ts';
import { fixedQuotas } from './quotas.ts';

/**
 * The issuer as ARNs and trust policies name it: without scheme, port and a slash at the end.
 *
 * @throws AwsError `InvalidInput` for anything but an https URL without query, fragment and credentials
 */
export function issuerOf(text: string): string {
  const url = URL.canParse(text) ? new URL(text) : undefined;
  if (url?.protocol !== 'https:' || url.search !== '' || url.hash !== '' || url.username !== '') {
    throw invalidInput('Invalid Open ID Connect Provider URL');
  }
  return `${url.hostname}${url.pathname}`.replace(/\/$/, '');
}

/** @throws AwsError `LimitExceeded` */
export function checkClientIds(clientIds: string[]): string[] {
  if (clientIds.length <= fixedQuotas.clientIdsPerProvider) return clientIds;
  throw quotaExceeded('ClientIdsPerOpenIdConnectProvider', fixedQuotas.clientIdsPerProvider);
}

/** @throws AwsError `InvalidInput` */
export function checkThumbprints(thumbprints: string[]): string[] {
  if (thumbprints.length > fixedQuotas.thumbprintsPerProvider) {
    throw invalidInput('Thumbprint list must contain no more than 5 entries.');
  }
  if (!thumbprints.every((thumbprint) => /^[0-9A-Fa-f]{40}$/.test(thumbprint))) {
    throw invalidInput('Thumbprint must be a 40-character hex-encoded SHA-1 hash.');
  }
  return thumbprints;
}
