import {
  DescribeInstanceTypeOfferingsCommand,
  DescribeInstanceTypesCommand,
  type InstanceTypeInfo,
  type InstanceTypeOffering,
} from '@aws-sdk/client-ec2';
import { type CataloguePort, InstanceType } from '@podpass/inventory';
import { collect, pages } from '../calls/pages.ts';
import { conforming, pageToken, required } from '../errors/answer.ts';
import type { Ec2Caller } from './networks.ts';

/** The most that DescribeInstanceTypes gives at once. */
const maxTypes = 100;
const maxOfferings = 1000;

export function instanceTypeReads(callerOf: (region: string) => Ec2Caller): Pick<CataloguePort, 'listInstanceTypes'> {
  return {
    async listInstanceTypes(region, patterns, { signal } = {}) {
      if (patterns.length === 0) return [];
      const call = callerOf(region);
      // By a filter: asked for by name, one that does not exist would let the whole question fail.
      const Filters = [{ Name: 'instance-type', Values: patterns }];
      const [types, offerings] = await Promise.all([
        collect(
          pages((NextToken) =>
            call(
              new DescribeInstanceTypesCommand({ Filters, NextToken, MaxResults: maxTypes }),
              ({ InstanceTypes = [], NextToken: next }) => ({ items: InstanceTypes, next: pageToken(next) }),
              { signal },
            ),
          ),
        ),
        collect(
          pages((NextToken) =>
            call(
              new DescribeInstanceTypeOfferingsCommand({
                ...{ Filters, NextToken, MaxResults: maxOfferings, LocationType: 'availability-zone' },
              }),
              ({ InstanceTypeOfferings = [], NextToken: next }) => ({
                items: InstanceTypeOfferings,
                next: pageToken(next),
              }),
              { signal },
            ),
          ),
        ),
      ]);
      const read = types.map((type) => readType(type, offerings));
      return read.toSorted((left, right) => left.name.localeCompare(right.name, 'en'));
    },
  };
}

function readType(type: InstanceTypeInfo, offerings: InstanceTypeOffering[]): InstanceType {
  const name = required(type.InstanceType, 'InstanceTypes.InstanceType');
  const gpus = (type.GpuInfo?.Gpus ?? []).flatMap(({ Manufacturer }) => Manufacturer ?? []);
  const zones = offerings
    .filter((offering) => offering.InstanceType === name)
    .flatMap(({ Location }) => Location ?? []);
  const read = {
    name,
    architectures: type.ProcessorInfo?.SupportedArchitectures ?? [],
    accelerators: [...new Set([...gpus, ...(type.NeuronInfo === undefined ? [] : ['Neuron'])])],
    zones: zones.toSorted(),
  };
  return conforming(InstanceType, read, 'instance type');
}
