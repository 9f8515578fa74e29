import Box from '@cloudscape-design/components/box';
import Container from '@cloudscape-design/components/container';
import Header from '@cloudscape-design/components/header';
import KeyValuePairs from '@cloudscape-design/components/key-value-pairs';
import Link from '@cloudscape-design/components/link';
import SpaceBetween from '@cloudscape-design/components/space-between';
import Spinner from '@cloudscape-design/components/spinner';
import type { ClusterCounts } from '@podpass/contract';
import { useQuery } from '@tanstack/react-query';
import { api } from '../../api/client.ts';
import { toFailure } from '../../api/failure.ts';
import { paths } from '../../app/paths.ts';
import { FailureAlert } from '../../ui/failure-alert.tsx';
import { Problems } from '../../ui/problems.tsx';

/** How much there is, each number leading to what it counts. */
export function CountsSection({ cluster }: { cluster: string }) {
  const { data, error, isFetching, refetch } = useQuery(api.clusters.counts.queryOptions({ input: { cluster } }));
  const retry = (): void => void refetch();
  return (
    <Container header={<Header variant="h2">How pods get AWS credentials</Header>}>
      <SpaceBetween size="m">
        {error && <FailureAlert failure={toFailure(error)} onRetry={retry} retrying={isFetching} />}
        <Problems problems={data?.problems ?? []} rest="The other numbers are right." onRetry={retry} />
        <KeyValuePairs columns={4} items={items(cluster, data, error !== null)} />
      </SpaceBetween>
    </Container>
  );
}

function items(cluster: string, counts: ClusterCounts | undefined, failed: boolean) {
  const waiting = counts === undefined && !failed;
  const pods = counts?.pods;
  return [
    { label: 'Pod identity associations', value: number(counts?.associations, waiting, paths.associations(cluster)) },
    { label: 'IRSA links', value: number(counts?.irsaLinks, waiting, paths.serviceAccounts(cluster)) },
    {
      label: 'Service accounts',
      value: number(counts?.serviceAccounts, waiting, paths.serviceAccounts(cluster, { all: true })),
    },
    { label: 'Access entries', value: number(counts?.accessEntries, waiting, paths.accessEntries(cluster)) },
    { label: 'Pods on Pod Identity', value: number(pods?.podIdentity, waiting) },
    { label: 'Pods on IRSA', value: number(pods?.irsa, waiting) },
    { label: 'Pods on neither', value: number(pods?.none, waiting) },
    { label: 'Nodes', value: number(counts?.nodes, waiting) },
  ];
}

function number(count: number | undefined, waiting: boolean, href?: string) {
  if (waiting) return <Spinner />;
  if (count === undefined) return <Box color="text-status-inactive">Not known</Box>;
  const text = count.toLocaleString('en');
  return href === undefined ? (
    <Box fontSize="heading-l">{text}</Box>
  ) : (
    <Link href={href} fontSize="heading-l">
      {text}
    </Link>
  );
}
