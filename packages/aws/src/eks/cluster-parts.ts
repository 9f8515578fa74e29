import {
  DescribeAccessEntryCommand,
  DescribeFargateProfileCommand,
  DescribeNodegroupCommand,
  ListAccessEntriesCommand,
  ListAssociatedAccessPoliciesCommand,
  ListFargateProfilesCommand,
  ListNodegroupsCommand,
} from '@aws-sdk/client-eks';
import { type AccessEntry, type CallOptions, type ClusterRef, type EksPort, hasCode } from '@podpass/inventory';
import { callsInFlight } from '../calls/limits.ts';
import { mapConcurrently } from '../calls/map-concurrently.ts';
import { collect, pages } from '../calls/pages.ts';
import { pageToken, requiredList, requiredNames } from '../errors/answer.ts';
import { readAccessEntry, readFargateProfile, readNodeGroup } from './read-cluster.ts';
import { callerFor, type EksCaller, type EksRegions } from './regions.ts';

/** Node groups, Fargate profiles and access entries: EKS lists only their names, so each is described. */
export function clusterPartReads(
  regions: EksRegions,
): Pick<EksPort, 'listNodeGroups' | 'listFargateProfiles' | 'listAccessEntries'> {
  return {
    async listNodeGroups(cluster, { signal } = {}) {
      const call = callerFor(regions, cluster);
      const context = { signal, subject: { cluster: cluster.key } };
      const names = await collect(
        pages((nextToken) =>
          call(
            new ListNodegroupsCommand({ clusterName: cluster.name, nextToken, maxResults: 100 }),
            (output) => ({ items: requiredNames(output.nodegroups, 'nodegroups'), next: pageToken(output.nextToken) }),
            context,
          ),
        ),
      );
      return describeAll(names, (nodegroupName) =>
        call(
          new DescribeNodegroupCommand({ clusterName: cluster.name, nodegroupName }),
          (output) => readNodeGroup(output.nodegroup),
          { signal },
        ),
      );
    },

    async listFargateProfiles(cluster, { signal } = {}) {
      const call = callerFor(regions, cluster);
      const context = { signal, subject: { cluster: cluster.key } };
      const names = await collect(
        pages((nextToken) =>
          call(
            new ListFargateProfilesCommand({ clusterName: cluster.name, nextToken, maxResults: 100 }),
            (output) => ({
              items: requiredNames(output.fargateProfileNames, 'fargateProfileNames'),
              next: pageToken(output.nextToken),
            }),
            context,
          ),
        ),
      );
      return describeAll(names, (fargateProfileName) =>
        call(
          new DescribeFargateProfileCommand({ clusterName: cluster.name, fargateProfileName }),
          (output) => readFargateProfile(output.fargateProfile),
          { signal },
        ),
      );
    },

    async listAccessEntries(cluster, { signal } = {}) {
      const call = callerFor(regions, cluster);
      const context = { signal, subject: { cluster: cluster.key } };
      const principals = await collect(
        pages((nextToken) =>
          call(
            new ListAccessEntriesCommand({ clusterName: cluster.name, nextToken, maxResults: 100 }),
            (output) => ({
              items: requiredNames(output.accessEntries, 'accessEntries'),
              next: pageToken(output.nextToken),
            }),
            context,
          ),
        ),
      );
      return describeAll(principals, (principalArn) => accessEntry(call, cluster, principalArn, { signal }));
    },
  };
}

async function accessEntry(
  call: EksCaller,
  { name: clusterName }: ClusterRef,
  principalArn: string,
  { signal }: CallOptions,
): Promise<AccessEntry> {
  const policies = await collect(
    pages((nextToken) =>
      call(
        new ListAssociatedAccessPoliciesCommand({ clusterName, principalArn, nextToken, maxResults: 100 }),
        (output) => ({
          items: requiredList(output.associatedAccessPolicies ?? [], 'associatedAccessPolicies'),
          next: pageToken(output.nextToken),
        }),
        { signal },
      ),
    ),
  );
  return call(
    new DescribeAccessEntryCommand({ clusterName, principalArn }),
    (output) => readAccessEntry(output.accessEntry, policies),
    { signal },
  );
}

/** What is deleted between the list and its description is left out. */
async function describeAll<Item>(names: string[], describe: (name: string) => Promise<Item>): Promise<Item[]> {
  const found = await mapConcurrently(names, callsInFlight.reads, async (name) => {
    try {
      return await describe(name);
    } catch (error) {
      if (hasCode(error, 'aws-not-found')) return undefined;
      throw error;
    }
  });
  return found.filter((item) => item !== undefined) as Item[];
}
