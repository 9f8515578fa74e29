import {
  blockingFindings,
  type ConfigCheck,
  type Finding,
  type Operation,
  type Plan,
  PodpassError,
} from '@podpass/inventory';
import { createHash } from 'node:crypto';
import { checked } from '../configurations/config-content.ts';
import { getConfig, getRevision } from '../configurations/read-configs.ts';
import type { Actor, Environment } from '../environment.ts';
import { observeForProvisioning } from './observe-provisioning.ts';
import { planProvisioning } from './plan-provisioning.ts';
import { findMissingPermissions } from './preflight.ts';

export interface ProvisionRequest {
  id: string;
  /** Left out: the newest. */
  revision?: number | undefined;
}

/**
 * What provisioning a saved configuration would do, as the account is now. Changes nothing. Rejects with
 * `config-not-found`, `config-revision-not-found`, and with `invalid-input` if it has no revision yet.
 */
export async function planProvision(env: Environment, { id, revision }: ProvisionRequest): Promise<Plan> {
  const { text } = await revisionOf(env, id, revision);
  return await previewProvision(env, text);
}

/** What provisioning a text would do. Keeps nothing. Rejects with `config-too-large`, `config-check-timeout`, `invalid-input`. */
export async function previewProvision(env: Environment, text: string): Promise<Plan> {
  const { check, model } = await checked(env, text);
  const errors = check.diagnostics.filter(({ severity }) => severity === 'error');
  if (model === undefined) throw unreadable(errors);
  const plan = planProvisioning(await observeForProvisioning(env, model));
  const invalid = errors.map(
    ({ message, range }): Finding => ({
      code: 'config-invalid',
      severity: 'blocked',
      subject: `line ${range.start.line}`,
      message,
      remedy: 'Correct the configuration and save it again.',
    }),
  );
  const findings = [...invalid, ...plan.findings, ...(await findMissingPermissions(env, plan))];
  return { ...plan, findings };
}

/**
 * Plans and hands the plan to the engine. A repeated `key` gives the operation of the first request. Rejects with
 * `plan-blocked`, and as planning does.
 */
export async function startProvision(
  env: Environment,
  actor: Actor,
  request: ProvisionRequest & { key?: string | undefined },
): Promise<Operation> {
  const { id, revision, key } = request;
  const digest = createHash('sha256')
    .update(JSON.stringify({ provision: id, revision: revision ?? null }))
    .digest('hex');
  const requestKey = key === undefined ? undefined : { key, digest };
  // Before planning: what the first request has made must not be in the way of its repetition.
  const earlier = requestKey && (await env.operations.findByKey(requestKey));
  if (earlier) return earlier;
  const plan = await planProvision(env, { id, revision });
  const findings = blockingFindings(plan);
  if (findings.length > 0) throw new PodpassError('plan-blocked', { findings });
  const operation: Operation = {
    id: env.newId(),
    clusterKey: plan.cluster.key,
    state: 'waiting',
    plan,
    requestedBy: actor.name,
    startedAt: env.now().toISOString(),
    attempt: 1,
  };
  return await env.engine.start(operation, actor, requestKey);
}

/** What there is no plan for: the first of its errors, in words. */
function unreadable(errors: ConfigCheck['diagnostics']): PodpassError {
  const issues = errors
    .slice(0, 5)
    .map(({ message, range }) => ({ path: `configuration, line ${range.start.line}`, message }));
  return new PodpassError('invalid-input', {
    issues: issues.length > 0 ? issues : [{ path: 'configuration', message: 'holds no ClusterConfig' }],
  });
}

async function revisionOf(env: Environment, id: string, revision: number | undefined) {
  if (revision !== undefined) return await getRevision(env, id, revision);
  const newest = (await getConfig(env, id)).revision;
  if (newest !== null) return newest;
  throw new PodpassError('invalid-input', { issues: [{ path: 'id', message: 'has no saved revision yet' }] });
}
