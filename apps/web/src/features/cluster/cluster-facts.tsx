import Box from '@cloudscape-design/components/box';
import Container from '@cloudscape-design/components/container';
import Header from '@cloudscape-design/components/header';
import KeyValuePairs from '@cloudscape-design/components/key-value-pairs';
import type { Cluster } from '@podpass/inventory';
import { Copyable } from '../../ui/arn.tsx';
import { ExactTime } from '../../ui/time.tsx';

/** What EKS says of a cluster. */
export function ClusterFacts({ cluster }: { cluster: Cluster }) {
  return (
    <Container header={<Header variant="h2">Details</Header>}>
      <KeyValuePairs
        columns={3}
        items={[
          { label: 'Kubernetes version', value: cluster.kubernetesVersion },
          { label: 'Platform version', value: cluster.platformVersion ?? '–' },
          { label: 'Created', value: <ExactTime at={cluster.createdAt} /> },
          { label: 'Cluster ARN', value: <Copyable value={cluster.ref.arn} what="cluster ARN" /> },
          { label: 'Endpoint', value: <Copyable value={cluster.endpoint} what="endpoint" /> },
          { label: 'OIDC issuer', value: <Copyable value={cluster.oidcIssuer} what="OIDC issuer" /> },
          { label: 'Authentication mode', value: authentication(cluster) },
          { label: 'Endpoint access', value: endpointAccess(cluster) },
          { label: 'Compute', value: cluster.autoMode ? 'Auto Mode' : 'Node groups and Fargate profiles' },
          { label: 'Cluster role', value: <Copyable value={cluster.roleArn} what="cluster role ARN" /> },
          { label: 'VPC', value: <Copyable value={cluster.vpcId} what="VPC id" /> },
          { label: 'IP family', value: cluster.ipFamily === 'ipv6' ? 'IPv6' : 'IPv4' },
          { label: 'Tags', value: <Tags tags={cluster.tags} /> },
        ]}
      />
    </Container>
  );
}

function authentication({ authenticationMode }: Cluster): string {
  if (authenticationMode === 'API') return 'Access entries (API)';
  if (authenticationMode === 'API_AND_CONFIG_MAP') return 'Access entries and aws-auth (API_AND_CONFIG_MAP)';
  return authenticationMode === 'CONFIG_MAP' ? 'aws-auth only (CONFIG_MAP)' : '–';
}

function endpointAccess({ endpointAccess: { public: open, private: inside, publicCidrs } }: Cluster): string {
  const from = publicCidrs.length === 0 || publicCidrs.includes('0.0.0.0/0') ? 'everywhere' : publicCidrs.join(', ');
  return [...(open ? [`public from ${from}`] : []), ...(inside ? ['private'] : [])].join(', ') || 'none';
}

function Tags({ tags }: { tags: Record<string, string> }) {
  const entries = Object.entries(tags);
  if (entries.length === 0) return <>None</>;
  return (
    <>
      {entries.map(([key, value]) => (
        <Box key={key}>{`${key} = ${value}`}</Box>
      ))}
    </>
  );
}
