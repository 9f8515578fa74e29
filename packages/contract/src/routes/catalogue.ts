import { AddonVersionDetail, CatalogueAddon, KubernetesVersion, Networks } from '@podpass/inventory';
import { z } from 'zod';
import { awsRoute } from '../base.ts';
import { failsWith } from '../error-declarations.ts';

/** Where a new cluster can be put. */
export const Placement = z
  .object({
    projects: z.array(z.string()),
    cloudCredentials: z.array(z.object({ name: z.string(), accountId: z.string() })),
    /** The home region first. */
    regions: z.array(z.string()),
    homeRegion: z.string(),
  })
  .meta({ id: 'Placement' });
export type Placement = z.infer<typeof Placement>;

export const OfferedAddon = CatalogueAddon.extend({
  /** In our words, for the add-ons that Podpass knows. */
  description: z.string().optional(),
  /** To be offered first: the agent, without which no association works. */
  suggested: z.boolean(),
}).meta({ id: 'OfferedAddon' });
export type OfferedAddon = z.infer<typeof OfferedAddon>;

const Region = z
  .string()
  .regex(/^[a-z]{2}(-[a-z]+)+-\d{1,2}$/, 'must be a region, such as us-west-2')
  .meta({ examples: ['us-west-2'] });
const ofRegion = z.object({ region: Region });
const MinorVersion = z
  .string()
  .regex(/^1\.\d{1,3}$/, 'must be a Kubernetes version, such as 1.34')
  .meta({ examples: ['1.34'] });

export const catalogue = {
  placement: awsRoute('catalogue:read')
    .route({
      method: 'GET',
      path: '/catalogue/placement',
      tags: ['catalogue'],
      summary: 'Projects, cloud credentials and regions for new clusters',
    })
    .output(Placement),
  kubernetesVersions: awsRoute('catalogue:read')
    .route({
      method: 'GET',
      path: '/catalogue/kubernetes-versions',
      tags: ['catalogue'],
      summary: 'Kubernetes versions of EKS, newest first',
    })
    .input(ofRegion)
    .output(z.object({ items: z.array(KubernetesVersion) })),
  addons: awsRoute('catalogue:read')
    .route({
      method: 'GET',
      path: '/catalogue/addons',
      tags: ['catalogue'],
      summary: 'Add-ons of EKS with their versions for a Kubernetes version',
    })
    .input(ofRegion.extend({ kubernetesVersion: MinorVersion }))
    .output(z.object({ items: z.array(OfferedAddon) })),
  addonVersion: awsRoute('catalogue:read')
    .route({
      method: 'GET',
      path: '/catalogue/addons/{name}/versions/{version}',
      tags: ['catalogue'],
      summary: 'Configuration schema and wanted permissions of one version of an add-on',
    })
    .errors(failsWith('addon-version-not-found'))
    .input(
      ofRegion.extend({
        name: z.string().regex(/^[0-9A-Za-z][A-Za-z0-9-_]{0,99}$/, 'must be the name of an add-on'),
        version: z.string().regex(/^[0-9A-Za-z][\w.+-]{0,99}$/, 'must be a version of an add-on'),
      }),
    )
    .output(AddonVersionDetail),
  networks: awsRoute('catalogue:read')
    .route({
      method: 'GET',
      path: '/catalogue/networks',
      tags: ['catalogue'],
      summary: 'VPCs of a region with their subnets and security groups',
    })
    .input(ofRegion)
    .output(Networks),
};
