import type { AddonVersionDetail, KubernetesVersion, Networks } from '@podpass/inventory';
import type { OfferedAddon, Placement } from '@podpass/contract';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { jsonOf, startTestConsole, type TestConsole } from './test-console.ts';

let podpass: TestConsole;
let headers: Record<string, string>;
const get = (path: string) => podpass.ask(`/api/v1/catalogue/${path}`, { headers });

beforeAll(async () => {
  podpass = await startTestConsole();
  headers = await podpass.as('viewer');
});
afterAll(() => podpass.remove());

describe('the catalogue over HTTP', () => {
  it('says where a cluster can be put', async () => {
    expect(jsonOf<Placement>(await get('placement'))).toEqual({
      projects: ['default'],
      cloudCredentials: [{ name: 'default', accountId: '111122223333' }],
      regions: ['us-west-2'],
      homeRegion: 'us-west-2',
    });
  });

  it('leads from a Kubernetes version to its add-ons and to the settings of one', async () => {
    const { items } = jsonOf<{ items: KubernetesVersion[] }>(await get('kubernetes-versions?region=us-west-2'));
    const version = items.find((known) => known.default)?.version ?? '';
    const addons = jsonOf<{ items: OfferedAddon[] }>(
      await get(`addons?region=us-west-2&kubernetesVersion=${version}`),
    ).items;
    expect(addons.filter(({ suggested }) => suggested).map(({ name }) => name)).toEqual(['eks-pod-identity-agent']);
    expect(addons.filter(({ description }) => description === undefined)).toEqual([]);
    const cni = addons.find(({ name }) => name === 'vpc-cni')?.versions.find((known) => known.default)?.version;
    const detail = jsonOf<AddonVersionDetail>(await get(`addons/vpc-cni/versions/${cni}?region=us-west-2`));
    expect(detail.podIdentity.map(({ serviceAccount }) => serviceAccount)).toEqual(['aws-node']);
    expect(JSON.parse(detail.configurationSchema ?? '')).toHaveProperty('properties');
  });

  it.each([
    ['addons/vpc-cni/versions/v0.0.0?region=us-west-2', 404, 'addon-version-not-found'],
    ['networks?region=eu-west-1', 400, 'invalid-input'],
    ['networks?region=../x', 400, 'invalid-input'],
    ['networks', 400, 'invalid-input'],
    ['addons?region=us-west-2', 400, 'invalid-input'],
  ])('%s is refused with %i %s', async (path, status, code) => {
    expect(await get(path)).toMatchObject({ status, json: { code } });
  });

  it('goes on without the networks when EC2 denies access, and has them afterwards', async () => {
    const fault = { service: 'ec2', operation: 'DescribeSubnets', error: 'UnauthorizedOperation' };
    await podpass.control('faults', 'POST', fault);
    expect(await get('networks?region=us-west-2')).toMatchObject({ status: 403, json: { code: 'aws-access-denied' } });
    expect((await get('kubernetes-versions?region=us-west-2')).status).toBe(200);
    await podpass.control('faults', 'DELETE');
    const { vpcs } = jsonOf<Networks>(await get('networks?region=us-west-2'));
    expect(vpcs.map(({ name, subnets }) => [name, subnets.filter((subnet) => subnet.public).length])).toEqual([
      ['production', 3],
      ['', 3],
    ]);
  });
});
