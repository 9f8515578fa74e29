import type { RoleState, UserState } from '../state/iam-state.ts';
import { own } from '../state/lookup.ts';
import type { Principal, World } from '../world.ts';
import { type Decision, statementName } from './decision.ts';
import { type Evaluation, evaluatePolicies, type NamedPolicy } from './evaluate-policies.ts';
import { findRole } from './find-role.ts';
import { boundaryPolicies, identityPolicies, isUnlimited } from './identity-policies.ts';
import type { PolicyRequest } from './match-statement.ts';
import { principalContext } from './principal-context.ts';
import { type ContextValues, RequestContext } from './request-context.ts';

export interface ActionRequest {
  /** For example `eks:CreatePodIdentityAssociation`. */
  action: string;
  /** The ARN it acts on, `*` for actions without one. */
  resource: string;
  /** Condition keys beyond those of the principal and the time; they win over these. */
  context?: ContextValues;
}

/** The layers that must all permit a request; an absent layer permits everything. */
export interface PolicyLayers {
  identity: readonly NamedPolicy[];
  boundary: readonly NamedPolicy[];
  session: readonly NamedPolicy[];
}

/**
 * Decides by identity policies, permissions boundary and session policies whether a principal may do something.
 * A denial anywhere wins; every layer that exists must permit. A user without any policy may do everything: that is
 * the sandbox's convention, so that a bare account can be used at once. A role needs a permission.
 */
export function authorize(world: World, principal: Principal, request: ActionRequest): Decision {
  if (principal.kind === 'anonymous') {
    return { allowed: false, code: 'anonymous', reason: 'the request is not signed' };
  }
  const { iam } = world.state;
  const context = new RequestContext(principalContext(world, principal), request.context ?? {});
  const policyRequest = { action: request.action, resource: request.resource, context };
  if (principal.kind === 'user') {
    const user = own(iam.users, principal.userName);
    if (!user || isUnlimited(user)) return unlimited(user);
    return decideByLayers({ identity: identityPolicies(iam, user), boundary: [], session: [] }, policyRequest);
  }
  const role = findRole(iam, principal.roleArn);
  if (!role) {
    return { allowed: false, code: 'role-missing', reason: `the role ${principal.roleArn} of the session is gone` };
  }
  return decideByLayers(roleLayers(world, role, principal.sessionPolicies), policyRequest);
}

/** The layers of a role session. */
export function roleLayers(world: World, role: RoleState, sessionPolicies: readonly string[]): PolicyLayers {
  return {
    identity: identityPolicies(world.state.iam, role),
    boundary: boundaryPolicies(world.state.iam, role),
    session: sessionPolicies.map((text, index) => ({ id: `session-policy-${index + 1}`, type: 'session', text })),
  };
}

/** Evaluates every layer and combines them: identity ∩ boundary ∩ session policies, minus every denial. */
export function decideByLayers(layers: PolicyLayers, request: PolicyRequest): Decision {
  const identity = evaluatePolicies(layers.identity, request);
  const boundary = layers.boundary.length > 0 ? evaluatePolicies(layers.boundary, request) : undefined;
  const session = layers.session.length > 0 ? evaluatePolicies(layers.session, request) : undefined;
  const denial = [identity, boundary, session].find((evaluation) => evaluation?.outcome === 'explicit-deny');
  const asked = request.resource === '*' ? request.action : `${request.action} on ${request.resource}`;
  if (denial) return explicitDeny(denial, asked);
  if (boundary?.outcome === 'implicit-deny') {
    return { allowed: false, code: 'boundary', reason: `the permissions boundary does not allow ${asked}` };
  }
  if (session?.outcome === 'implicit-deny') {
    return { allowed: false, code: 'session-policy', reason: `no session policy allows ${asked}` };
  }
  const [matched] = identity.matched;
  if (!matched) {
    return { allowed: false, code: 'implicit-deny', reason: `no identity-based policy allows ${asked}` };
  }
  return {
    allowed: true,
    code: 'allowed',
    reason: `${statementName(matched)} of ${matched.policyId} allows it`,
    matched,
  };
}

function unlimited(user: UserState | undefined): Decision {
  const name = user ? `the user ${user.name}` : 'the user';
  return { allowed: true, code: 'allowed', reason: `${name} has no policies and may do everything in the sandbox` };
}

function explicitDeny({ matched: [matched] }: Evaluation, asked: string): Decision {
  const by = matched ? `${statementName(matched)} of ${matched.policyId}` : 'a policy';
  return {
    allowed: false,
    code: 'explicit-deny',
    reason: `${by} explicitly denies ${asked}`,
    ...(matched ? { matched } : {}),
  };
}
