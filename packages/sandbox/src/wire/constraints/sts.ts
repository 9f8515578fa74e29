import type { Constraint, Constraints } from './constraint.ts';

const arnType: Constraint = {
  min: 20,
  max: 2048,
  pattern: /^(?:[\u0009\u000A\u000D\u0020-\u007E\u0085\u00A0-\uD7FF\uE000-\uFFFD\u10000-\u10FFFF]+)$/u,
};
const roleSessionName: Constraint = { min: 2, max: 64, pattern: /^(?:[\w+=,.@-]*)$/u };
const unrestrictedSessionPolicyDocument: Constraint = { min: 1, pattern: /^(?:[\u0009\u000A\u000D\u0020-\u00FF]+)$/u };
const roleDurationSeconds: Constraint = { min: 900, max: 43200 };
const tagList: Constraint = { max: 50 };
const tagKey: Constraint = { min: 1, max: 128, pattern: /^(?:[\p{L}\p{Z}\p{N}_.:/=+\-@]+)$/u };
const tagValue: Constraint = { min: 0, max: 256, pattern: /^(?:[\p{L}\p{Z}\p{N}_.:/=+\-@]*)$/u };
const tagKeyList: Constraint = { max: 50 };
const externalId: Constraint = { min: 2, max: 1224, pattern: /^(?:[\w+=,.@:\\/-]*)$/u };
const serialNumber: Constraint = { min: 9, max: 256, pattern: /^(?:[\w+=/:,.@-]*)$/u };
const tokenCode: Constraint = { min: 6, max: 6, pattern: /^(?:[\d]*)$/u };
const sourceIdentity: Constraint = { min: 2, max: 64, pattern: /^(?:[\w+=,.@-]*)$/u };
const providedContextsList: Constraint = { min: 1, max: 5 };
const contextAssertion: Constraint = { min: 4, max: 2048 };
const clientToken: Constraint = { min: 4, max: 20000 };
const urlType: Constraint = { min: 4, max: 2048 };
const sessionPolicyDocument: Constraint = { min: 1, max: 2048, pattern: /^(?:[\u0009\u000A\u000D\u0020-\u00FF]+)$/u };
const accessKeyId: Constraint = { min: 16, max: 128, pattern: /^(?:[\w]*)$/u };
const durationSeconds: Constraint = { min: 900, max: 129600 };
const encodedMessage: Constraint = { min: 1, max: 10240 };

/** Bounds of STS's inputs, as AWS publishes them in its service description. */
export const stsConstraints: Constraints = {
  AssumeRole: {
    RoleArn: arnType,
    RoleSessionName: roleSessionName,
    'PolicyArns[].arn': arnType,
    Policy: unrestrictedSessionPolicyDocument,
    DurationSeconds: roleDurationSeconds,
    Tags: tagList,
    'Tags[].Key': tagKey,
    'Tags[].Value': tagValue,
    TransitiveTagKeys: tagKeyList,
    'TransitiveTagKeys[]': tagKey,
    ExternalId: externalId,
    SerialNumber: serialNumber,
    TokenCode: tokenCode,
    SourceIdentity: sourceIdentity,
    ProvidedContexts: providedContextsList,
    'ProvidedContexts[].ProviderArn': arnType,
    'ProvidedContexts[].ContextAssertion': contextAssertion,
  },
  AssumeRoleWithWebIdentity: {
    RoleArn: arnType,
    RoleSessionName: roleSessionName,
    WebIdentityToken: clientToken,
    ProviderId: urlType,
    'PolicyArns[].arn': arnType,
    Policy: sessionPolicyDocument,
    DurationSeconds: roleDurationSeconds,
  },
  GetAccessKeyInfo: {
    AccessKeyId: accessKeyId,
  },
  GetSessionToken: {
    DurationSeconds: durationSeconds,
    SerialNumber: serialNumber,
    TokenCode: tokenCode,
  },
  DecodeAuthorizationMessage: {
    EncodedMessage: encodedMessage,
  },
};
