import { Buffer } from 'node:buffer';
import { get } from 'node:https';
import type { Cluster } from '@podpass/inventory';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { otherRegion } from './account.ts';
import { openStage, type Stage } from './stage.ts';

let stage: Stage;
beforeAll(async () => {
  stage = await openStage();
});
afterAll(() => stage.close());

describe('a minted token', () => {
  it('is taken by the cluster that it was minted for, and by no other', async () => {
    const { eks, mintKubernetesToken } = stage.gateways;
    const edge = await eks.describeCluster(`edge@${otherRegion}`);
    const { token } = await mintKubernetesToken(edge.ref);
    expect(await status(edge, token)).toBe(200);
    const forAnother = await mintKubernetesToken({ ...edge.ref, name: 'prod' });
    expect(await status(edge, forAnother.token)).toBe(401);
    expect(await status(edge, 'k8s-aws-v1.nonsense')).toBe(401);
  });

  it('says who comes, so that a cluster without an entry for us turns us away', async () => {
    const prod = await stage.gateways.eks.describeCluster('prod');
    expect(await status(prod, (await stage.gateways.mintKubernetesToken(prod.ref)).token)).toBe(401);
  });
});

function status({ endpoint, certificateAuthority }: Cluster, token: string): Promise<number | undefined> {
  const ca = Buffer.from(certificateAuthority ?? '', 'base64');
  return new Promise((resolve, reject) => {
    const request = get(
      `${endpoint}/api/v1/namespaces`,
      { ca, headers: { authorization: `Bearer ${token}` } },
      (response) => {
        response.resume();
        resolve(response.statusCode);
      },
    );
    request.on('error', reject);
  });
}
