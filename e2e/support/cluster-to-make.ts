import { expect, type Page } from '@playwright/test';

/** A small cluster with one node group and one association: what provisioning does, in few steps. */
export function smallConfig(name: string): string {
  return `apiVersion: rafay.io/v1alpha5
kind: ClusterConfig
metadata:
  name: ${name}
  region: us-west-2
addons:
- name: eks-pod-identity-agent
  version: latest
- name: vpc-cni
  version: latest
managedNodeGroups:
- name: ng-1
  amiFamily: AmazonLinux2023
  instanceTypes: [t3.large]
  desiredCapacity: 1
  minSize: 1
  maxSize: 2
iam:
  podIdentityAssociations:
  - namespace: app
    serviceAccountName: reader
    createServiceAccount: true
    permissionPolicyARNs: ["arn:aws:iam::aws:policy/AmazonS3ReadOnlyAccess"]
`;
}

/** Saves a configuration and starts provisioning it, past the forms that other journeys go through. Gives the operation's id. */
export async function provision(page: Page, text: string): Promise<string> {
  const post = async (path: string, data: unknown): Promise<{ id: string; number: number }> => {
    const origin = new URL(page.url()).origin;
    const response = await page.request.post(`/api/v1/cluster-configs${path}`, { data, headers: { origin } });
    expect(response.ok(), await response.text()).toBe(true);
    return (await response.json()) as { id: string; number: number };
  };
  const { id } = await post('', { text });
  const { number: revision } = await post(`/${id}/revisions`, { text, basedOn: 0 });
  const operation = await post(`/${id}/provision`, { revision, key: crypto.randomUUID() });
  return operation.id;
}
