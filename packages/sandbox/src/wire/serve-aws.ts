import { guard, type Traffic } from '../traffic/guard.ts';
import { AwsError, type CallContext, type Principal, type World } from '../world.ts';
import { authenticate } from './authenticate.ts';
import { violations } from './constraints/violations.ts';
import type { WireAnswer, WireRequest } from './messages.ts';
import { requirePermission } from './permission.ts';
import type { IdentifiedOperation } from './protocol.ts';
import { requestedResource, resourceContext } from './resources/requested-resource.ts';
import { constraintsOf, type Service } from './service.ts';
import { type SignatureClaims, signatureClaims } from './signature.ts';

export interface AwsEndpoint {
  world: World;
  traffic: Traffic;
  /** The service that a request is for, and the request as that service sees it. */
  route: (request: WireRequest, claims: SignatureClaims | undefined) => { service: Service; request: WireRequest };
  /** Names each answer; not from the world, so that refused calls do not change the ids that follow. */
  requestId: () => string;
}

/** Answers one AWS request; `disconnect` means that the connection is to be cut. Never throws an AwsError. */
export async function serveAws(endpoint: AwsEndpoint, received: WireRequest): Promise<WireAnswer | 'disconnect'> {
  const requestId = endpoint.requestId();
  const { claims, problem } = readClaims(received);
  const { service, request } = endpoint.route(received, claims);
  const identified = attempt(() => service.protocol.identify(request));
  const operation = identified.ok ? identified.value.operation.name : 'Unknown';
  return guard(endpoint.world, endpoint.traffic, {
    service: service.name,
    operation,
    perform: async () => {
      if (problem !== undefined) {
        throw problem;
      }
      if (!identified.ok) {
        throw identified.error;
      }
      // The path that was signed is the one that was received, also where a prefix names the service.
      const principal = authenticate(endpoint.world, received, claims, service.codes);
      const region = claims?.region ?? endpoint.world.state.defaultRegion;
      const call = { world: endpoint.world, service: service.name, operation, region, requestId, principal };
      return perform(service, call, identified.value, request);
    },
    refuse: (error) => service.protocol.refuse(error, requestId),
  });
}

async function perform(
  service: Service,
  call: CallContext,
  identified: IdentifiedOperation,
  request: WireRequest,
): Promise<WireAnswer> {
  const operation = Object.hasOwn(service.operations, call.operation) ? service.operations[call.operation] : undefined;
  if (operation === undefined) {
    throw notServed(call);
  }
  requireSignature(service, call.operation, call.principal);
  const input = service.protocol.read(identified, request);
  const broken = violations(identified.operation.input, input, constraintsOf(service, call.operation));
  if (broken.length > 0) {
    throw service.invalidInput(broken, input);
  }
  const resource = requestedResource(call, input);
  if (resource !== undefined && call.principal.kind !== 'anonymous') {
    const action = `${service.name}:${call.operation}`;
    requirePermission(call, { action, resource: resource.arn, context: resourceContext(resource) });
  }
  const output = await operation(input as never, call);
  return service.protocol.write(identified, output, call.requestId);
}

/** Not 501 and never 5xx: SDKs would retry those many times over. */
function notServed({ service, operation }: CallContext): AwsError {
  return new AwsError('UnknownOperationException', 400, `The sandbox does not serve ${operation} of ${service}.`);
}

function requireSignature(service: Service, operation: string, principal: Principal): void {
  if (principal.kind === 'anonymous' && !service.unsigned.has(operation)) {
    throw new AwsError(service.codes.missing, 403, 'Request is missing Authentication Token');
  }
}

/** A signature that cannot be read is reported in the protocol of the service that the rest of the request is for. */
function readClaims(request: WireRequest): { claims?: SignatureClaims; problem?: AwsError } {
  const read = attempt(() => signatureClaims(request));
  if (!read.ok) {
    return { problem: read.error };
  }
  return read.value === undefined ? {} : { claims: read.value };
}

type Attempt<Value> = { ok: true; value: Value } | { ok: false; error: AwsError };

function attempt<Value>(read: () => Value): Attempt<Value> {
  try {
    return { ok: true, value: read() };
  } catch (error) {
    if (error instanceof AwsError) {
      return { ok: false, error };
    }
    throw error;
  }
}
