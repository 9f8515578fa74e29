import { hasContent, textAt, valueAt } from '../config-value.ts';
import type { Finding } from '../diagnostic.ts';
import { finding, type RuleInput } from './rule.ts';

const KMS_KEY = /^arn:aws[a-z-]*:kms:([a-z0-9-]+):\d{12}:(?:key|alias)\/\S+$/;

/** The key of secrets is a KMS key of the cluster's own region (reference §1.1; EKS). */
export function encryption({ config }: RuleInput): Finding[] {
  const key = valueAt(config, 'secretsEncryption', 'keyARN');
  const arn = textAt(key);
  if (!hasContent(key) || arn === undefined) return [];
  const region = KMS_KEY.exec(arn)?.[1];
  if (region === undefined) {
    const message = 'Must be the ARN of a KMS key, like arn:aws:kms:us-west-2:111122223333:key/1234abcd-…';
    return [finding('encryption-key-invalid', 'error', message, key.span)];
  }
  const own = textAt(config, 'metadata', 'region');
  if (own === undefined || own === region) return [];
  const message = `The key is in ${region}: EKS takes only keys of ${own}, the region of the cluster`;
  return [finding('encryption-key-region', 'error', message, key.span)];
}
