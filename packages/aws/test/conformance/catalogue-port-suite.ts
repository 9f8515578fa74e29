import {
  AddonVersionDetail,
  CatalogueAddon,
  type CataloguePort,
  InstanceType,
  KubernetesVersion,
  Networks,
} from '@podpass/inventory';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';

/** What an implementation brings along: a port, and a home region with networks in a known state. */
export interface CatalogueStage {
  catalogue: CataloguePort;
  regions: string[];
  /** Names of public and of private subnets of a VPC of the home region. */
  vpc: { name: string; public: string[]; private: string[] };
  close: () => Promise<void>;
}

/** What every CataloguePort has to hold, whatever is behind it. */
export function describeCataloguePort(name: string, open: () => Promise<CatalogueStage>): void {
  describe(`CataloguePort: ${name}`, () => {
    let stage: CatalogueStage;
    let catalogue: CataloguePort;
    let home: string;
    beforeAll(async () => {
      stage = await open();
      catalogue = stage.catalogue;
      home = catalogue.homeRegion;
    });
    afterAll(() => stage.close());

    const newest = async () => (await catalogue.listKubernetesVersions(home))[0]?.version ?? '';

    it('knows its regions, the home region first', () => {
      expect(catalogue.regions).toEqual(stage.regions);
      expect(catalogue.regions[0]).toBe(home);
    });

    it('lists Kubernetes versions, the newest first, one of them the default', async () => {
      const versions = await catalogue.listKubernetesVersions(home);
      for (const version of versions) expect(KubernetesVersion.parse(version)).toEqual(version);
      const minors = versions.map(({ version }) => Number(version.split('.')[1]));
      expect(minors).toEqual(minors.toSorted((left, right) => right - left));
      expect(versions.filter((version) => version.default)).toHaveLength(1);
      expect(versions.some(({ status }) => status === 'standard')).toBe(true);
    });

    it('lists add-ons by name, each with one default among its compatible versions', async () => {
      const addons = await catalogue.listAddons(home, await newest());
      const names = addons.map((addon) => addon.name);
      expect(names).toEqual(names.toSorted((left, right) => left.localeCompare(right, 'en')));
      expect(names).toEqual(expect.arrayContaining(['vpc-cni', 'coredns', 'kube-proxy', 'eks-pod-identity-agent']));
      for (const addon of addons) {
        expect(CatalogueAddon.parse(addon)).toEqual(addon);
        expect(addon.versions.filter((version) => version.default)).toHaveLength(1);
        expect(addon.versions.every((version) => version.compatible)).toBe(true);
      }
    });

    it('lists instance types by pattern, with what they are and where they are offered, and leaves out unknown ones', async () => {
      const { availabilityZones } = await catalogue.listNetworks(home);
      const zones = availabilityZones.map((zone) => zone.name);
      const types = await catalogue.listInstanceTypes(home, ['m5.large', 'm7g.*', 'g5.xlarge', 'm5.lage']);
      for (const type of types) expect(InstanceType.parse(type)).toEqual(type);
      const names = types.map((type) => type.name);
      expect(names).toEqual(names.toSorted((left, right) => left.localeCompare(right, 'en')));
      expect(names).toEqual(expect.arrayContaining(['g5.xlarge', 'm5.large', 'm7g.large', 'm7g.xlarge']));
      expect(names).not.toContain('m5.lage');
      expect(types.find((type) => type.name === 'm5.large')).toMatchObject({
        architectures: ['x86_64'],
        accelerators: [],
      });
      expect(types.find((type) => type.name === 'm7g.large')?.architectures).toEqual(['arm64']);
      expect(types.find((type) => type.name === 'g5.xlarge')?.accelerators).toEqual(['NVIDIA']);
      for (const type of types) expect(zones).toEqual(expect.arrayContaining(type.zones));
      expect(types.every((type) => type.zones.length > 0)).toBe(true);
      expect(await catalogue.listInstanceTypes(home, [])).toEqual([]);
    });

    it('has no add-ons for a Kubernetes version that does not exist', async () => {
      expect(await catalogue.listAddons(home, '1.999')).toEqual([]);
    });

    it('describes a version: its schema, and which service accounts want permissions', async () => {
      const addons = await catalogue.listAddons(home, await newest());
      const version = addons.find((addon) => addon.name === 'aws-ebs-csi-driver')?.versions[0]?.version ?? '';
      const detail = await catalogue.describeAddonVersion(home, { name: 'aws-ebs-csi-driver', version });
      expect(AddonVersionDetail.parse(detail)).toEqual(detail);
      expect(JSON.parse(detail.configurationSchema ?? '')).toHaveProperty('properties');
      expect(detail.podIdentity).toEqual([
        {
          serviceAccount: 'ebs-csi-controller-sa',
          recommendedManagedPolicies: [expect.stringContaining('AmazonEBSCSIDriverPolicy')],
        },
      ]);
    });

    it.each([
      { name: 'vpc-cni', version: 'v0.0.1-eksbuild.1' },
      { name: 'no-such-addon', version: 'v1.0.0-eksbuild.1' },
    ])('does not know $name $version', async (addon) => {
      await expect(catalogue.describeAddonVersion(home, addon)).rejects.toMatchObject({
        code: 'addon-version-not-found',
        data: { region: home, addon: addon.name, version: addon.version },
      });
    });

    it('tells public subnets from private ones', async () => {
      const networks = await catalogue.listNetworks(home);
      expect(Networks.parse(networks)).toEqual(networks);
      const vpc = networks.vpcs.find((known) => known.name === stage.vpc.name);
      const names = (isPublic: boolean) =>
        vpc?.subnets.filter((subnet) => subnet.public === isPublic).map((subnet) => subnet.name);
      expect(names(true)).toEqual(stage.vpc.public);
      expect(names(false)).toEqual(stage.vpc.private);
      expect(vpc?.securityGroups.length).toBeGreaterThan(0);
      const zones = new Set(networks.availabilityZones.map((zone) => zone.name));
      expect(vpc?.subnets.every(({ availabilityZone }) => zones.has(availabilityZone))).toBe(true);
    });

    it('takes the main route table where a subnet has none: the default VPC is public', async () => {
      const { vpcs } = await catalogue.listNetworks(home);
      const standard = vpcs.find((vpc) => vpc.default);
      expect(standard?.subnets.length).toBeGreaterThan(0);
      expect(standard?.subnets.every((subnet) => subnet.public)).toBe(true);
      expect(vpcs.at(-1)).toBe(standard);
    });

    it('refuses a region that it does not look at', async () => {
      const refused = { code: 'invalid-input', data: { issues: [{ path: 'region' }] } };
      await expect(catalogue.listKubernetesVersions('mars-north-1')).rejects.toMatchObject(refused);
      await expect(catalogue.listAddons('mars-north-1', '1.34')).rejects.toMatchObject(refused);
      await expect(catalogue.listNetworks('mars-north-1')).rejects.toMatchObject(refused);
    });

    it('stops when it is told to', async () => {
      const signal = AbortSignal.abort(new Error('enough'));
      await expect(catalogue.listNetworks(home, { signal })).rejects.toThrow('enough');
    });
  });
}
