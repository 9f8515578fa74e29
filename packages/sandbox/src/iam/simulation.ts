import type {
  EvaluationResult,
  PolicySourceType,
  SimulatePrincipalPolicyCommandInput,
  Statement,
} from '@aws-sdk/client-iam';
import { decideByLayers, type PolicyLayers } from '../authorize/authorize.ts';
import { evaluatePolicies, type MatchedStatement, type NamedPolicy, tryParse } from '../authorize/evaluate-policies.ts';
import { boundaryPolicies, identityPolicies, isUnlimited } from '../authorize/identity-policies.ts';
import { findRole } from '../authorize/index.ts';
import { statementRanges } from '../authorize/statement-ranges.ts';
import { RequestContext } from '../authorize/request-context.ts';
import type { RoleState, UserState } from '../state/iam-state.ts';
import type { World } from '../world.ts';
import { noSuchEntity } from './errors.ts';
import { checkPermissionsPolicy } from './permissions-documents.ts';
import { required } from './required.ts';

/** What a simulation evaluates against. */
export interface Simulation {
  layers: PolicyLayers;
  /** A user without policies, who may do everything in the sandbox. */
  unlimited: boolean;
  context: RequestContext;
  policySourceType(statement: MatchedStatement): PolicySourceType;
}

/** @throws AwsError `NoSuchEntity`, `MalformedPolicyDocument` for policies of the request */
export function simulationOf(world: World, input: SimulatePrincipalPolicyCommandInput): Simulation {
  const source = sourceEntity(world, required(input.PolicySourceArn, 'PolicySourceArn'));
  const added = givenPolicies(input.PolicyInputList, 'PolicyInputList', 'inline');
  const boundary = givenPolicies(
    input.PermissionsBoundaryPolicyInputList,
    'PermissionsBoundaryPolicyInputList',
    'boundary',
  );
  const own = 'trustPolicy' in source ? boundaryPolicies(world.state.iam, source) : [];
  const entries = input.ContextEntries ?? [];
  const context = new RequestContext(
    { 'aws:PrincipalArn': source.arn, 'aws:PrincipalAccount': world.state.account },
    Object.fromEntries(entries.map((entry) => [entry.ContextKeyName ?? '', entry.ContextKeyValues ?? []])),
  );
  return {
    layers: {
      identity: [...identityPolicies(world.state.iam, source), ...added],
      boundary: boundary.length > 0 ? boundary : own,
      session: [],
    },
    unlimited: !('trustPolicy' in source) && isUnlimited(source) && added.length === 0 && boundary.length === 0,
    context,
    policySourceType: ({ policyId, policyType }) => {
      if (policyType !== 'inline')
        return world.state.iam.policies[policyId]?.awsManaged ? 'aws-managed' : 'user-managed';
      if (added.some(({ id }) => id === policyId)) return 'none';
      return 'trustPolicy' in source ? 'role' : 'user';
    },
  };
}

/** Evaluates one action on one resource. */
export function simulate(simulation: Simulation, action: string, resource: string): EvaluationResult {
  const { layers, context, unlimited } = simulation;
  const named = { EvalActionName: action, EvalResourceName: resource };
  if (unlimited) return { ...named, EvalDecision: 'allowed', MatchedStatements: [], MissingContextValues: [] };
  const request = { action, resource, context };
  const { allowed, code } = decideByLayers(layers, request);
  const policies = [...layers.identity, ...layers.boundary];
  const { matched } = evaluatePolicies(code === 'explicit-deny' ? policies : layers.identity, request);
  const boundary = layers.boundary.length > 0 ? evaluatePolicies(layers.boundary, request).outcome : undefined;
  return {
    ...named,
    EvalDecision: allowed ? 'allowed' : code === 'explicit-deny' ? 'explicitDeny' : 'implicitDeny',
    MatchedStatements: matched.map((statement) => ({
      ...toSdkStatement(statement, policies),
      SourcePolicyType: simulation.policySourceType(statement),
    })),
    MissingContextValues: missingKeys(policies, simulation),
    ...(boundary === undefined
      ? {}
      : { PermissionsBoundaryDecisionDetail: { AllowedByPermissionsBoundary: boundary === 'allow' } }),
  };
}

function sourceEntity({ state }: World, arn: string): RoleState | UserState {
  const source = findRole(state.iam, arn) ?? Object.values(state.iam.users).find((user) => user.arn === arn);
  if (!source) throw noSuchEntity(`The policy source entity ${arn} cannot be found.`);
  return source;
}

function givenPolicies(texts: readonly string[] = [], list: string, type: 'inline' | 'boundary'): NamedPolicy[] {
  return texts.map((text, index) => {
    checkPermissionsPolicy(text);
    return { id: `${list}.${index + 1}`, type, text };
  });
}

function toSdkStatement(matched: MatchedStatement, policies: readonly NamedPolicy[]): Statement {
  const text = policies.find(({ id, type }) => id === matched.policyId && type === matched.policyType)?.text ?? '';
  const range = statementRanges(text)[matched.statementIndex];
  return {
    SourcePolicyId: matched.policyId.slice(matched.policyId.lastIndexOf('/') + 1),
    ...(range
      ? {
          StartPosition: { Line: range.start.line, Column: range.start.column },
          EndPosition: { Line: range.end.line, Column: range.end.column },
        }
      : {}),
  };
}

/** Condition keys that the policies ask for and the request does not give. */
function missingKeys(policies: readonly NamedPolicy[], { context }: Simulation): string[] {
  const keys = policies.flatMap(({ text }) => tryParse(text)?.statements.flatMap(({ conditions }) => conditions) ?? []);
  return [...new Set(keys.map(({ key }) => key))].filter((key) => !context.get(key)).toSorted();
}
