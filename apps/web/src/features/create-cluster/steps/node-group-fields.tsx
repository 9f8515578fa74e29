import SpaceBetween from '@cloudscape-design/components/space-between';
import type { NodeGroupModel, Path } from '@podpass/cluster-config';
import { useNetworks } from '../../../api/catalogue.ts';
import { isRecord } from '../../../config-workbench/data-at.ts';
import { NumberField } from '../../../config-workbench/fields/number-field.tsx';
import { SelectField } from '../../../config-workbench/fields/select-field.tsx';
import { TagListField } from '../../../config-workbench/fields/tag-list-field.tsx';
import { SuggestField, TextField } from '../../../config-workbench/fields/text-field.tsx';
import { TextListField } from '../../../config-workbench/fields/text-list-field.tsx';
import { ToggleField } from '../../../config-workbench/fields/toggle-field.tsx';
import { useWorkbench } from '../../../config-workbench/workbench.tsx';
import { amiFamilies, instanceTypes } from './node-choices.ts';
import { OtherSettings } from './other-settings.tsx';
import { Columns, More } from './section.tsx';
import { TaintsField } from './taints-field.tsx';

const volumeTypes = ['gp3', 'gp2', 'io1', 'io2', 'sc1', 'st1'].map((value) => ({ value }));
const addonPolicies: readonly (readonly [string, string])[] = [
  ['autoScaler', 'Cluster autoscaler'],
  ['imageBuilder', 'Push images to ECR'],
  ['externalDNS', 'External DNS'],
  ['certManager', 'Certificate manager'],
  ['albIngress', 'Load balancer controller'],
  ['ebs', 'EBS'],
  ['efs', 'EFS'],
  ['fsx', 'FSx'],
  ['cloudWatch', 'CloudWatch'],
  ['xRay', 'X-Ray'],
  ['appMesh', 'App Mesh'],
  ['appMeshPreview', 'App Mesh preview'],
];
const shown = [
  ...['name', 'amiFamily', 'instanceType', 'version', 'desiredCapacity', 'minSize', 'maxSize'],
  ...['availabilityZones', 'subnets', 'privateNetworking', 'volumeSize', 'volumeType', 'volumeIOPS'],
  ...['volumeThroughput', 'volumeEncrypted', 'volumeKmsKeyID', 'labels', 'tags', 'taints', 'iam', 'maxPodsPerNode'],
  ...['disableIMDSv1', 'disablePodIMDS'],
];
const shownOfIam = ['instanceRoleARN', 'instanceRolePermissionsBoundary', 'attachPolicyARNs', 'withAddonPolicies'];

/** All of one node group; what has no field of its own is shown as it is written. */
export function NodeGroupFields({ at, group }: { at: Path; group: NodeGroupModel }) {
  const { opened } = useWorkbench();
  const { networks } = useNetworks(opened.model?.region);
  const { managed, data } = group;
  const hasSingleType = isRecord(data) && data['instanceType'] !== undefined;
  return (
    <SpaceBetween size="l">
      <Columns>
        <TextField path={[...at, 'name']} label="Name" />
        <SuggestField path={[...at, 'amiFamily']} label="AMI family" unset="AmazonLinux2023" options={amiFamilies} />
      </Columns>
      {(!managed || hasSingleType) && (
        <SuggestField path={[...at, 'instanceType']} label="Instance type" options={instanceTypes} />
      )}
      {managed && (
        <TextListField
          path={[...at, 'instanceTypes']}
          label="Instance types"
          noun="instance type"
          options={instanceTypes}
          placeholder="t3.large"
        />
      )}
      <Columns of={3}>
        <NumberField path={[...at, 'desiredCapacity']} label="Desired nodes" unset="the minimum" />
        <NumberField path={[...at, 'minSize']} label="Minimum" unset="the desired number" />
        <NumberField path={[...at, 'maxSize']} label="Maximum" unset="the desired number" />
      </Columns>
      {managed && <ToggleField path={[...at, 'spot']} label="Spot instances" byDefault={false} />}
      <More title="Network">
        <TextListField
          path={[...at, 'availabilityZones']}
          label="Availability zones"
          noun="availability zone"
          unset="those of the cluster"
          options={(networks?.availabilityZones ?? []).map(({ name, id }) => ({ value: name, description: id }))}
        />
        <TextListField
          path={[...at, 'subnets']}
          label="Subnets"
          noun="subnet"
          unset="those of the cluster"
          options={(networks?.vpcs ?? []).flatMap((vpc) =>
            vpc.subnets.map(({ id, name, availabilityZone }) => ({
              value: id,
              description: `${name} ${availabilityZone}`,
            })),
          )}
        />
        <ToggleField path={[...at, 'privateNetworking']} label="Private subnets only" byDefault={false} />
      </More>
      <More title="Volume">
        <Columns>
          <NumberField path={[...at, 'volumeSize']} label="Volume size (GiB)" unset="80" />
          <SelectField path={[...at, 'volumeType']} label="Volume type" unset="gp3" options={volumeTypes} />
          <NumberField path={[...at, 'volumeIOPS']} label="IOPS" unset="3000 for gp3" />
          <NumberField path={[...at, 'volumeThroughput']} label="Throughput (MiB/s)" unset="125 for gp3" />
        </Columns>
        <Columns>
          <ToggleField path={[...at, 'volumeEncrypted']} label="Encrypt the volume" byDefault={false} />
          <TextField path={[...at, 'volumeKmsKeyID']} label="KMS key of the volume" unset="the key of AWS" />
        </Columns>
      </More>
      <More title="Labels, taints and tags">
        <TagListField path={[...at, 'labels']} label="Labels" noun="label" />
        <TaintsField path={[...at, 'taints']} />
        <TagListField path={[...at, 'tags']} label="Tags" noun="tag" />
      </More>
      <More title="IAM">
        <TextField path={[...at, 'iam', 'instanceRoleARN']} label="Role of the nodes" unset="made with the group" />
        <TextListField path={[...at, 'iam', 'attachPolicyARNs']} label="Policies of the role" noun="policy" />
        <TextField
          path={[...at, 'iam', 'instanceRolePermissionsBoundary']}
          label="Permissions boundary of the role"
          unset="none"
        />
        <Columns of={3}>
          {addonPolicies.map(([name, label]) => (
            <ToggleField key={name} path={[...at, 'iam', 'withAddonPolicies', name]} label={label} byDefault={false} />
          ))}
        </Columns>
        <OtherSettings at={[...at, 'iam']} shown={shownOfIam} />
      </More>
      <More title="Version and limits">
        <Columns>
          <TextField path={[...at, 'version']} label="Kubernetes version of the nodes" unset="that of the cluster" />
          <NumberField path={[...at, 'maxPodsPerNode']} label="Pods per node" unset="as the instance type allows" />
          <ToggleField path={[...at, 'disableIMDSv1']} label="Disable IMDSv1" byDefault />
          <ToggleField path={[...at, 'disablePodIMDS']} label="Keep pods from IMDS" byDefault={false} />
        </Columns>
      </More>
      <OtherSettings at={at} shown={managed ? [...shown, 'instanceTypes', 'spot'] : shown} />
    </SpaceBetween>
  );
}
