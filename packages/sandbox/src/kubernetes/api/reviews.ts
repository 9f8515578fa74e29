import { API_AUDIENCES, serviceAccountUser } from '../access/authenticate.ts';
import { type Attempt, isAllowed, rulesFor } from '../access/authorize.ts';
import type { KubernetesUser } from '../access/user.ts';
import { isObject, type JsonObject, textOf } from '../objects/json.ts';
import * as policies from '../schema/policies.ts';
import type { ObjectSchema } from '../schema/schema.ts';
import { badRequest } from './api-error.ts';
import { readObject } from './body.ts';
import { type ApiAnswer, type ApiCall, json } from './request.ts';

/** A resource that is asked and not stored: POST a question, get the answer in its status. */
export interface ReviewType {
  group: string;
  version: string;
  kind: string;
  plural: string;
  namespaced: boolean;
  schema: ObjectSchema;
  answer: (call: ApiCall, spec: JsonObject) => JsonObject;
}

export const REVIEWS: readonly ReviewType[] = [
  review('authentication.k8s.io', 'SelfSubjectReview', policies.selfSubjectReview, (call) => ({
    userInfo: shownUser(call.user),
  })),
  review('authentication.k8s.io', 'TokenReview', policies.tokenReview, reviewToken),
  review('authorization.k8s.io', 'SelfSubjectAccessReview', policies.selfSubjectAccessReview, (call, spec) =>
    reviewAccess(call, call.user, spec),
  ),
  review('authorization.k8s.io', 'SelfSubjectRulesReview', policies.selfSubjectRulesReview, reviewRules),
  review('authorization.k8s.io', 'SubjectAccessReview', policies.subjectAccessReview, (call, spec) =>
    reviewAccess(call, subjectOf(spec), spec),
  ),
  {
    ...review('authorization.k8s.io', 'LocalSubjectAccessReview', policies.subjectAccessReview, (call, spec) =>
      reviewAccess(call, subjectOf(spec), spec),
    ),
    namespaced: true,
  },
];

export function handleReview(call: ApiCall, type: ReviewType): ApiAnswer {
  const apiVersion = `${type.group}/${type.version}`;
  const asked = readObject(call, { schema: type.schema, kind: type.kind, apiVersion });
  const spec = isObject(asked['spec']) ? asked['spec'] : {};
  return json({ ...asked, status: type.answer(call, spec) }, 201);
}

function review(group: string, kind: string, schema: ObjectSchema, answer: ReviewType['answer']): ReviewType {
  return { group, version: 'v1', kind, plural: `${kind.toLowerCase()}s`, namespaced: false, schema, answer };
}

function reviewToken(call: ApiCall, spec: JsonObject): JsonObject {
  const asked = Array.isArray(spec['audiences']) ? spec['audiences'].filter((one) => typeof one === 'string') : [];
  const audiences = asked.length > 0 ? asked : API_AUDIENCES;
  const user = serviceAccountUser(call.cluster, textOf(spec['token']), audiences);
  if (user === undefined)
    return { authenticated: false, user: {}, error: '[invalid bearer token, token lookup failed]' };
  const shared = user.claims.audiences.filter((audience) => audiences.includes(audience));
  return { authenticated: true, user: shownUser(user), audiences: shared };
}

function reviewAccess(call: ApiCall, user: KubernetesUser, spec: JsonObject): JsonObject {
  const attempt = attemptOf(spec);
  const { allowed, reason } = isAllowed(call.cluster, user, attempt);
  return { allowed, ...(reason === '' ? {} : { reason }) };
}

function reviewRules(call: ApiCall, spec: JsonObject): JsonObject {
  const namespace = textOf(spec['namespace']);
  if (namespace === '') throw badRequest('no namespace on request');
  const rules = rulesFor(call.cluster, call.user, namespace);
  return {
    resourceRules: rules
      .filter((rule) => rule.resources !== undefined)
      .map(({ verbs, apiGroups, resources, resourceNames }) => ({
        verbs,
        apiGroups,
        resources,
        ...(resourceNames && { resourceNames }),
      })),
    nonResourceRules: rules
      .filter((rule) => rule.nonResourceURLs !== undefined)
      .map(({ verbs, nonResourceURLs }) => ({ verbs, nonResourceURLs })),
    incomplete: false,
  };
}

function attemptOf(spec: JsonObject): Attempt {
  const { resourceAttributes: resource, nonResourceAttributes: other } = spec;
  if (isObject(resource)) {
    const text = (name: string): string => textOf(resource[name]);
    return {
      verb: text('verb'),
      group: text('group'),
      resource: text('resource'),
      ...(text('subresource') === '' ? {} : { subresource: text('subresource') }),
      ...(text('namespace') === '' ? {} : { namespace: text('namespace') }),
      ...(text('name') === '' ? {} : { name: text('name') }),
    };
  }
  if (isObject(other)) return { verb: textOf(other['verb']), path: textOf(other['path']) };
  throw badRequest('exactly one of nonResourceAttributes or resourceAttributes must be specified');
}

function subjectOf(spec: JsonObject): KubernetesUser {
  const groups = Array.isArray(spec['groups']) ? spec['groups'].filter((one) => typeof one === 'string') : [];
  const extra = isObject(spec['extra']) ? spec['extra'] : {};
  const arns = extra['canonicalArn'];
  const [arn] = Array.isArray(arns) ? arns : [];
  return { name: textOf(spec['user']), groups, ...(typeof arn === 'string' ? { principalArn: arn } : {}) };
}

function shownUser({ name, uid, groups, extra }: KubernetesUser): JsonObject {
  return { username: name, ...(uid === undefined ? {} : { uid }), groups, ...(extra === undefined ? {} : { extra }) };
}
