import { hasContent, itemsAt, mapAt, numberAt, textAt, valueAt } from '../config-value.ts';
import type { Finding } from '../diagnostic.ts';
import { finding, keySpan, type RuleInput } from './rule.ts';

/** Retention needs logs; the key of secrets is an ARN (reference §1.1, cloudWatch and secretsEncryption). */
export function loggingAndEncryption({ config }: RuleInput): Finding[] {
  const findings: Finding[] = [];
  const logging = mapAt(config, 'cloudWatch', 'clusterLogging');
  if (
    logging !== undefined &&
    numberAt(logging, 'logRetentionInDays') !== undefined &&
    itemsAt(logging, 'enableTypes').length === 0
  ) {
    const message = 'Nothing is logged: logRetentionInDays needs enableTypes';
    findings.push(finding('logging-retention', 'error', message, keySpan(logging, 'logRetentionInDays')));
  }
  const key = valueAt(config, 'secretsEncryption', 'keyARN');
  const arn = textAt(key);
  if (hasContent(key) && arn !== undefined && !/^arn:aws[a-z-]*:kms:[a-z0-9-]+:\d{12}:(?:key|alias)\/\S+$/.test(arn)) {
    const message = 'Must be the ARN of a KMS key, like arn:aws:kms:us-west-2:111122223333:key/1234abcd-…';
    findings.push(finding('encryption-key-invalid', 'error', message, key.span));
  }
  return findings;
}
