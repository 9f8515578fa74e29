import type { ConfigData } from '@podpass/cluster-config';
import type { InstanceType } from '@podpass/inventory';
import type { PlanDraft } from '../changes/planning/plan-draft.ts';
import { textAt } from './config-data.ts';

/** The AMI type of EKS for a family and the types it has to run on; a finding where there is none. */
export function nodeImage(
  draft: PlanDraft,
  { name, data }: { name: string; data: ConfigData },
  { names, known }: { names: string[]; known: InstanceType[] },
): string | undefined {
  const family = textAt(data, 'amiFamily') ?? 'AmazonLinux2023';
  const offered = images[family];
  if (offered === undefined) {
    const message = `${family} is not supported for the managed node group ${name}.`;
    draft.finding('blocked', 'config-not-supported', name, message, 'Choose AmazonLinux2023 or Bottlerocket.');
    return undefined;
  }
  const [architecture = 'x86_64', ...others] = [...new Set(names.map((type) => architectureOf(type, known)))];
  if (others.length > 0) {
    const each = names.map((type) => `${type} (${architectureOf(type, known)})`).join(', ');
    const message = `The instance types of the node group ${name} have different architectures: ${each}.`;
    draft.finding('blocked', 'instance-type-unfit', name, message, 'Make a node group for each architecture.');
    return undefined;
  }
  const usual = offered[architecture];
  if (usual === undefined) {
    const message = `${family} runs on x86_64 only, and ${names.join(', ')} of the node group ${name} is ${architecture}.`;
    draft.finding('blocked', 'instance-type-unfit', name, message, 'Choose types of x86_64, or another AMI family.');
    return undefined;
  }
  const accelerated = known.find(({ accelerators }) => accelerators.length > 0);
  if (accelerated === undefined) return usual;
  return driverImage(draft, { name, family, architecture, offered, accelerated }) ?? usual;
}

interface Images {
  x86_64: string;
  arm64?: string;
  /** With drivers for accelerators, by architecture. */
  NVIDIA?: { x86_64: string; arm64?: string };
  Neuron?: { x86_64: string };
}

/** Bottlerocket's usual image has what Neuron needs. */
const images: Readonly<Record<string, Images>> = {
  AmazonLinux2023: {
    x86_64: 'AL2023_x86_64_STANDARD',
    arm64: 'AL2023_ARM_64_STANDARD',
    NVIDIA: { x86_64: 'AL2023_x86_64_NVIDIA', arm64: 'AL2023_ARM_64_NVIDIA' },
    Neuron: { x86_64: 'AL2023_x86_64_NEURON' },
  },
  AmazonLinux2: {
    x86_64: 'AL2_x86_64',
    arm64: 'AL2_ARM_64',
    NVIDIA: { x86_64: 'AL2_x86_64_GPU' },
    Neuron: { x86_64: 'AL2_x86_64_GPU' },
  },
  Bottlerocket: {
    x86_64: 'BOTTLEROCKET_x86_64',
    arm64: 'BOTTLEROCKET_ARM_64',
    NVIDIA: { x86_64: 'BOTTLEROCKET_x86_64_NVIDIA', arm64: 'BOTTLEROCKET_ARM_64_NVIDIA' },
    Neuron: { x86_64: 'BOTTLEROCKET_x86_64' },
  },
  BottlerocketFips: { x86_64: 'BOTTLEROCKET_x86_64_FIPS', arm64: 'BOTTLEROCKET_ARM_64_FIPS' },
  WindowsServer2019CoreContainer: { x86_64: 'WINDOWS_CORE_2019_x86_64' },
  WindowsServer2019FullContainer: { x86_64: 'WINDOWS_FULL_2019_x86_64' },
  WindowsServer2022CoreContainer: { x86_64: 'WINDOWS_CORE_2022_x86_64' },
  WindowsServer2022FullContainer: { x86_64: 'WINDOWS_FULL_2022_x86_64' },
};

/** The image with drivers; a warning where the family has none. */
function driverImage(
  draft: PlanDraft,
  {
    name,
    family,
    architecture,
    offered,
    accelerated,
  }: { name: string; family: string; architecture: Architecture; offered: Images; accelerated: InstanceType },
): string | undefined {
  const makers = accelerated.accelerators;
  const kind = makers.includes('NVIDIA') ? 'NVIDIA' : makers.includes('Neuron') ? 'Neuron' : undefined;
  const variants: Partial<Record<Architecture, string>> = (kind === undefined ? undefined : offered[kind]) ?? {};
  const found = variants[architecture];
  if (found === undefined) {
    const message = `${family} has no image with drivers for the accelerators (${makers.join(', ')}) of ${accelerated.name} in the node group ${name}.`;
    const remedy =
      'Choose AmazonLinux2023 or Bottlerocket with NVIDIA or Neuron types, or install drivers by other means.';
    draft.finding('warning', 'instance-type-unfit', name, message, remedy);
  }
  return found;
}

type Architecture = 'x86_64' | 'arm64';

/** As EC2 says; by the name where it was not asked: Graviton types end their family in g, gd or gn (m7g.large, c7gn.xlarge). */
function architectureOf(name: string, known: InstanceType[]): Architecture {
  const type = known.find((each) => each.name === name);
  if (type !== undefined) return type.architectures.includes('x86_64') ? 'x86_64' : 'arm64';
  return /^(a1|[a-z]+\d+g[a-z]*)\./.test(name) ? 'arm64' : 'x86_64';
}
