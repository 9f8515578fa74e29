import type { CredentialMechanism } from '@podpass/inventory';
import { z } from 'zod';
import { listOf } from './metadata.ts';

/** The parts of a pod's spec that say how its containers get AWS credentials. */
export const containerSpec = z.object({
  env: listOf(z.object({ name: z.string(), value: z.string().nullish() })),
});
export const volumeSpec = z.object({ name: z.string() });

export interface CredentialSpec {
  containers: z.infer<typeof containerSpec>[];
  initContainers: z.infer<typeof containerSpec>[];
  volumes: z.infer<typeof volumeSpec>[];
}

/** The agent's addresses, on IPv4 and IPv6 clusters (eks-and-iam §2.3). */
const AGENT_URI = /^http:\/\/(169\.254\.170\.23|\[fd00:ec2::23\])(:80)?\/v1\/credentials$/;
/** The volume that the webhook adds with its web identity variables. */
const IRSA_VOLUME = 'aws-iam-token';

/**
 * How the pod gets credentials, as it was injected when it was created. Web identity comes before container
 * credentials in every SDK, so a pod that has both set the first itself; so did one that has the variables but not the
 * webhook's volume. One such container is enough: it stays on IRSA whatever happens to the service account.
 */
export function credentialsOf(spec: CredentialSpec): { mechanism: CredentialMechanism; irsaRoleArn?: string } {
  const injected = spec.volumes.some(({ name }) => name === IRSA_VOLUME);
  const containers = [...spec.initContainers, ...spec.containers].map((container) => ({
    web: variable(container, 'AWS_WEB_IDENTITY_TOKEN_FILE') !== undefined,
    roleArn: variable(container, 'AWS_ROLE_ARN'),
    agent: AGENT_URI.test(variable(container, 'AWS_CONTAINER_CREDENTIALS_FULL_URI') ?? ''),
  }));
  const byItself = containers.find(({ web, agent }) => web && (agent || !injected));
  if (byItself) return { mechanism: 'hard-coded', ...role(byItself.roleArn) };
  const byWebhook = containers.find(({ web }) => web);
  if (byWebhook) return { mechanism: 'irsa', ...role(byWebhook.roleArn) };
  return { mechanism: containers.some(({ agent }) => agent) ? 'pod-identity' : 'none' };
}

function variable({ env }: CredentialSpec['containers'][number], name: string): string | undefined {
  return env.find((each) => each.name === name)?.value ?? undefined;
}

function role(roleArn: string | undefined): { irsaRoleArn?: string } {
  return roleArn === undefined ? {} : { irsaRoleArn: roleArn };
}
