/** Machines that the sandbox's EC2 offers, in every zone. Figures are those of the EC2 instance type reference. */
export interface InstanceType {
  name: string;
  vcpus: number;
  memoryMib: number;
  architecture: 'x86_64' | 'arm64';
  /** Network interfaces, and IPv4 addresses on each: what limits the number of pods. */
  interfaces: number;
  addresses: number;
  burstable?: boolean;
  currentGeneration: boolean;
  gpus?: number;
}

const SIZES = [
  { size: 'large', vcpus: 2, factor: 1, interfaces: 3, addresses: 10 },
  { size: 'xlarge', vcpus: 4, factor: 2, interfaces: 4, addresses: 15 },
  { size: '2xlarge', vcpus: 8, factor: 4, interfaces: 4, addresses: 15 },
  { size: '4xlarge', vcpus: 16, factor: 8, interfaces: 8, addresses: 30 },
] as const;

const FAMILIES = [
  { family: 'm5', gib: 8, architecture: 'x86_64' },
  { family: 'm6i', gib: 8, architecture: 'x86_64' },
  { family: 'm7i', gib: 8, architecture: 'x86_64' },
  { family: 'm6g', gib: 8, architecture: 'arm64' },
  { family: 'm7g', gib: 8, architecture: 'arm64' },
  { family: 'c5', gib: 4, architecture: 'x86_64' },
  { family: 'c6i', gib: 4, architecture: 'x86_64' },
  { family: 'c7g', gib: 4, architecture: 'arm64' },
  { family: 'r5', gib: 16, architecture: 'x86_64' },
  { family: 'r6i', gib: 16, architecture: 'x86_64' },
  { family: 'r7g', gib: 16, architecture: 'arm64' },
] as const;

const burst = (name: string, gib: number, architecture: InstanceType['architecture'], n: number, a: number) => ({
  name,
  vcpus: name.endsWith('2xlarge') ? 8 : name.endsWith('xlarge') ? 4 : 2,
  memoryMib: gib * 1024,
  architecture,
  interfaces: n,
  addresses: a,
  burstable: true,
  currentGeneration: true,
});

export const INSTANCE_TYPES: readonly InstanceType[] = [
  burst('t3.small', 2, 'x86_64', 3, 4),
  burst('t3.medium', 4, 'x86_64', 3, 6),
  burst('t3.large', 8, 'x86_64', 3, 12),
  burst('t3.xlarge', 16, 'x86_64', 4, 15),
  burst('t3.2xlarge', 32, 'x86_64', 4, 15),
  burst('t3a.medium', 4, 'x86_64', 3, 6),
  burst('t3a.large', 8, 'x86_64', 3, 12),
  burst('t4g.medium', 4, 'arm64', 3, 6),
  burst('t4g.large', 8, 'arm64', 3, 12),
  ...FAMILIES.flatMap(({ family, gib, architecture }) =>
    SIZES.map(({ size, vcpus, factor, interfaces, addresses }) => ({
      name: `${family}.${size}`,
      vcpus,
      memoryMib: gib * factor * 1024,
      architecture,
      interfaces,
      addresses,
      currentGeneration: true,
    })),
  ),
  {
    ...{ name: 'g5.xlarge', vcpus: 4, memoryMib: 16_384, architecture: 'x86_64', interfaces: 4, addresses: 15 },
    ...{ currentGeneration: true, gpus: 1 },
  },
];

export function instanceType(name: string): InstanceType | undefined {
  return INSTANCE_TYPES.find((type) => type.name === name);
}
