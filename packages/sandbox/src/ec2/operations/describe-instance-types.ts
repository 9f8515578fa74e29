import type { DescribeInstanceTypesRequest, DescribeInstanceTypesResult, InstanceTypeInfo } from '@aws-sdk/client-ec2';
import { INSTANCE_TYPES, type InstanceType } from '../../eks/catalogue/instance-types.ts';
import type { CallContext } from '../../world.ts';
import { type Selection, select } from '../select.ts';

const selection: Selection<InstanceType> = {
  missing: 'InvalidInstanceType',
  kind: 'instance type',
  idOf: ({ name }) => name,
  tagsOf: () => ({}),
  filters: {
    'instance-type': ({ name }) => [name],
    'current-generation': ({ currentGeneration }) => [String(currentGeneration)],
    'processor-info.supported-architecture': ({ architecture }) => [architecture],
    'vcpu-info.default-vcpus': ({ vcpus }) => [String(vcpus)],
    'memory-info.size-in-mib': ({ memoryMib }) => [String(memoryMib)],
    'burstable-performance-supported': ({ burstable }) => [String(burstable ?? false)],
    'bare-metal': () => ['false'],
    hypervisor: () => ['nitro'],
    'supported-usage-class': () => ['on-demand', 'spot'],
    'supported-virtualization-type': () => ['hvm'],
  },
};

export function describeInstanceTypes(
  input: DescribeInstanceTypesRequest,
  _call: CallContext,
): DescribeInstanceTypesResult {
  const wanted = { ...input, ids: input.InstanceTypes, filters: input.Filters };
  const { items, ...rest } = select(INSTANCE_TYPES, selection, wanted);
  return { InstanceTypes: items.map(view), ...rest };
}

function view(type: InstanceType): InstanceTypeInfo {
  return {
    InstanceType: type.name as InstanceTypeInfo['InstanceType'],
    CurrentGeneration: type.currentGeneration,
    BareMetal: false,
    BurstablePerformanceSupported: type.burstable ?? false,
    Hypervisor: 'nitro',
    SupportedUsageClasses: ['on-demand', 'spot'],
    SupportedVirtualizationTypes: ['hvm'],
    SupportedRootDeviceTypes: ['ebs'],
    ProcessorInfo: { SupportedArchitectures: [type.architecture] },
    VCpuInfo: { DefaultVCpus: type.vcpus },
    MemoryInfo: { SizeInMiB: type.memoryMib },
    NetworkInfo: {
      MaximumNetworkInterfaces: type.interfaces,
      Ipv4AddressesPerInterface: type.addresses,
      Ipv6AddressesPerInterface: type.addresses,
      Ipv6Supported: true,
    },
    ...(type.gpus !== undefined && {
      GpuInfo: { Gpus: [{ Count: type.gpus, Manufacturer: 'NVIDIA', Name: 'A10G' }] },
    }),
  };
}
