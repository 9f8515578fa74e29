import { z } from 'zod';

export const Subnet = z.object({
  id: z.string(),
  /** The `Name` tag; empty if it has none. */
  name: z.string(),
  cidr: z.string(),
  ipv6Cidr: z.string().optional(),
  availabilityZone: z.string(),
  /** Its route table, or the VPC's main one, has a route to an internet gateway. */
  public: z.boolean(),
  /** IPv4 addresses that can still be given out. */
  freeAddresses: z.int(),
  tags: z.record(z.string(), z.string()),
});
export type Subnet = z.infer<typeof Subnet>;

export const SecurityGroup = z.object({ id: z.string(), name: z.string(), description: z.string() });
export type SecurityGroup = z.infer<typeof SecurityGroup>;

export const Vpc = z.object({
  id: z.string(),
  /** The `Name` tag; empty if it has none. */
  name: z.string(),
  cidr: z.string(),
  ipv6Cidr: z.string().optional(),
  default: z.boolean(),
  subnets: z.array(Subnet),
  securityGroups: z.array(SecurityGroup),
});
export type Vpc = z.infer<typeof Vpc>;

/** The networks of one region into which a cluster can be put. */
export const Networks = z.object({
  /** Those that are open to this account; no Local or Wavelength Zones. `id` is the same place in every account. */
  availabilityZones: z.array(z.object({ name: z.string(), id: z.string() })),
  /** The account's own before the default one, then by name. */
  vpcs: z.array(Vpc),
});
export type Networks = z.infer<typeof Networks>;
