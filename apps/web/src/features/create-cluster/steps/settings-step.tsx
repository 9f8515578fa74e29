import FormField from '@cloudscape-design/components/form-field';
import RadioGroup from '@cloudscape-design/components/radio-group';
import SpaceBetween from '@cloudscape-design/components/space-between';
import { useState } from 'react';
import { useNetworks } from '../../../api/catalogue.ts';
import { dataAt } from '../../../config-workbench/data-at.ts';
import { SelectField } from '../../../config-workbench/fields/select-field.tsx';
import { SuggestField, TextField } from '../../../config-workbench/fields/text-field.tsx';
import { TextListField } from '../../../config-workbench/fields/text-list-field.tsx';
import { ToggleField } from '../../../config-workbench/fields/toggle-field.tsx';
import { useWorkbench } from '../../../config-workbench/workbench.tsx';
import { OtherSection } from './other-settings.tsx';
import { Columns, More, Section } from './section.tsx';
import { SubnetsField } from './subnets-field.tsx';

/** The network, the endpoint, and who signs in how. */
export function SettingsStep() {
  return (
    <SpaceBetween size="l">
      <NetworkSection />
      <EndpointSection />
      <Section title="Cluster access">
        <SelectField
          path={['accessConfig', 'authenticationMode']}
          label="Authentication mode"
          description="Where people and roles are let in. Access entries need one of the first two."
          unset="EKS API and ConfigMap"
          options={[
            { value: 'API', label: 'EKS API' },
            { value: 'API_AND_CONFIG_MAP', label: 'EKS API and ConfigMap' },
            { value: 'CONFIG_MAP', label: 'ConfigMap' },
          ]}
        />
      </Section>
      <OtherSection step="settings" />
    </SpaceBetween>
  );
}

function NetworkSection() {
  const { opened, readOnly } = useWorkbench();
  const config = opened.model?.config;
  const written = dataAt(config, ['vpc', 'id']) !== undefined || dataAt(config, ['vpc', 'subnets']) !== undefined;
  const [wanted, setWanted] = useState<'new' | 'existing'>();
  const mode = written ? 'existing' : (wanted ?? 'new');
  const { networks } = useNetworks(opened.model?.region);
  return (
    <Section title="Network">
      <FormField
        label="VPC"
        constraintText={written ? 'To have a new VPC, remove the VPC and the subnets below.' : undefined}
        stretch
      >
        <RadioGroup
          value={mode}
          readOnly={readOnly}
          items={[
            { value: 'new', label: 'New VPC', description: 'Made with the cluster.', disabled: written },
            { value: 'existing', label: 'Existing VPC', description: 'Its subnets are chosen below.' },
          ]}
          onChange={({ detail }) => setWanted(detail.value === 'existing' ? 'existing' : 'new')}
        />
      </FormField>
      {mode === 'existing' && <ExistingVpc />}
      {(mode === 'new' || dataAt(config, ['vpc', 'cidr']) !== undefined) && (
        <TextField path={['vpc', 'cidr']} label="VPC CIDR" unset="192.168.0.0/16" placeholder="192.168.0.0/16" />
      )}
      <SelectField
        path={['vpc', 'nat', 'gateway']}
        label="NAT gateway"
        unset="Single"
        options={[
          { value: 'Single', description: 'One for all zones.' },
          { value: 'HighlyAvailable', description: 'One in each zone.' },
          { value: 'Disable', description: 'None: private nodes reach no internet.' },
        ]}
      />
      <TextListField
        path={['availabilityZones']}
        label="Availability zones"
        noun="availability zone"
        unset="EKS chooses them"
        options={(networks?.availabilityZones ?? []).map(({ name, id }) => ({ value: name, description: id }))}
      />
      <More title="IP family and further ranges">
        <Columns>
          <SelectField
            path={['kubernetesNetworkConfig', 'ipFamily']}
            label="IP family"
            unset="IPv4"
            options={[{ value: 'IPv4' }, { value: 'IPv6' }]}
          />
          <TextField
            path={['kubernetesNetworkConfig', 'serviceIPv4CIDR']}
            label="Service CIDR"
            unset="EKS chooses one"
            placeholder="10.100.0.0/16"
          />
        </Columns>
        <TextListField path={['vpc', 'extraCIDRs']} label="Further CIDRs of the VPC" noun="CIDR" />
      </More>
    </Section>
  );
}

function ExistingVpc() {
  const { opened } = useWorkbench();
  const { networks, status } = useNetworks(opened.model?.region);
  const id = dataAt(opened.model?.config, ['vpc', 'id']);
  const subnets = (networks?.vpcs ?? [])
    .filter((vpc) => typeof id !== 'string' || vpc.id === id)
    .flatMap((vpc) => vpc.subnets);
  return (
    <SpaceBetween size="l">
      <SuggestField
        path={['vpc', 'id']}
        label="VPC ID"
        unset="found by the subnets"
        options={(networks?.vpcs ?? []).map((vpc) => ({
          value: vpc.id,
          label: vpc.id,
          description: `${vpc.name} ${vpc.cidr}`,
        }))}
        status={status}
        placeholder="vpc-0123456789abcdef0"
      />
      <SubnetsField kind="private" subnets={subnets} status={status} />
      <SubnetsField kind="public" subnets={subnets} status={status} />
    </SpaceBetween>
  );
}

function EndpointSection() {
  const { opened } = useWorkbench();
  const { networks } = useNetworks(opened.model?.region);
  // The two dialects disagree about what holds where nothing is written (reference-console §1.1).
  const rafay = opened.dialect === 'rafay';
  const id = dataAt(opened.model?.config, ['vpc', 'id']);
  const groups = networks?.vpcs.find((vpc) => vpc.id === id)?.securityGroups ?? [];
  return (
    <Section title="API endpoint">
      <Columns>
        <ToggleField
          path={['vpc', 'clusterEndpoints', 'privateAccess']}
          label="Private access"
          description="From inside the VPC."
          byDefault={rafay}
        />
        <ToggleField
          path={['vpc', 'clusterEndpoints', 'publicAccess']}
          label="Public access"
          description="From the internet, as far as the CIDRs below allow."
          byDefault={!rafay}
        />
      </Columns>
      <TextListField
        path={['vpc', 'publicAccessCIDRs']}
        label="Public access CIDRs"
        noun="CIDR of public access"
        unset="the whole internet"
        placeholder="203.0.113.0/24"
      />
      <TextListField
        path={['vpc', 'controlPlaneSecurityGroupIDs']}
        label="Control plane security groups"
        noun="security group"
        unset="made with the cluster"
        options={groups.map((group) => ({ value: group.id, description: `${group.name} ${group.description}` }))}
      />
    </Section>
  );
}
