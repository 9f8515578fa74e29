import Alert from '@cloudscape-design/components/alert';
import Badge from '@cloudscape-design/components/badge';
import Box from '@cloudscape-design/components/box';
import KeyValuePairs from '@cloudscape-design/components/key-value-pairs';
import Spinner from '@cloudscape-design/components/spinner';
import SpaceBetween from '@cloudscape-design/components/space-between';
import { useQuery } from '@tanstack/react-query';
import { api } from '../../api/client.ts';
import { toFailure } from '../../api/failure.ts';
import { Copyable } from '../../ui/arn.tsx';
import { DetailsPanel } from '../../ui/details-panel.tsx';
import { FailureAlert } from '../../ui/failure-alert.tsx';
import { podsInWords } from '../../ui/pod-usage.ts';
import { Problems } from '../../ui/problems.tsx';
import { ExactTime } from '../../ui/time.tsx';
import { Reasons, TrustIndicator, trustWords } from '../../ui/trust-status.tsx';
import { DetailsButtons } from './association-buttons.tsx';
import { ownedByNobody, toAssociationView, type AssociationView } from './association-view.ts';
import { PodTable, WorkloadTable } from './users-tables.tsx';

interface AssociationDetailsProps {
  cluster: string;
  associationId: string;
  /** What the list knows already; undefined if the list does not have it (yet). */
  known: AssociationView | undefined;
  onClose: () => void;
}

export function AssociationDetails({ cluster, associationId, known, onClose }: AssociationDetailsProps) {
  const { data, error, refetch, isFetching } = useQuery(
    api.associations.get.queryOptions({ input: { cluster, associationId } }),
  );
  const view = data ? toAssociationView(data.row) : known;
  return (
    <DetailsPanel header={view?.subject ?? associationId} onClose={onClose}>
      <SpaceBetween size="l">
        {error && <FailureAlert failure={toFailure(error)} onRetry={() => void refetch()} retrying={isFetching} />}
        <Problems problems={data?.problems ?? []} rest="What the other sources say is shown below." />
        {view && <DetailsButtons cluster={cluster} view={view} />}
        {view ? <Facts view={view} /> : !error && <Spinner size="large" />}
        {data && <WorkloadTable workloads={data.workloads} />}
        {data && <PodTable pods={data.pods} />}
      </SpaceBetween>
    </DetailsPanel>
  );
}

function Facts({ view }: { view: AssociationView }) {
  const { row } = view;
  const { details, trust } = row;
  return (
    <SpaceBetween size="l">
      <KeyValuePairs
        columns={3}
        items={[
          { label: 'Role', value: <Copyable value={details?.roleArn} what="role ARN" /> },
          { label: 'Target role', value: <Copyable value={details?.targetRoleArn} what="target role ARN" /> },
          { label: 'Trust', value: <TrustIndicator status={trust.status} reasons={[]} /> },
          { label: 'Namespace', value: <Existing name={row.namespace} exists={row.cluster?.namespaceExists} /> },
          {
            label: 'Service account',
            value: <Existing name={row.serviceAccount} exists={row.cluster?.serviceAccountExists} />,
          },
          { label: 'Pods now', value: row.cluster ? podsInWords(row.cluster.pods) : 'Not known' },
          { label: 'Session tags', value: sessionTagsInWords(view) },
          { label: 'External ID', value: <Copyable value={details?.externalId} what="external ID" /> },
          { label: 'Owner', value: view.owner === ownedByNobody ? 'None: it is managed here' : `Add-on ${view.owner}` },
          { label: 'Created', value: <ExactTime at={details?.createdAt} /> },
          { label: 'Last changed', value: <ExactTime at={details?.modifiedAt} /> },
          { label: 'Tags', value: <Tags tags={details?.tags} /> },
          { label: 'Association id', value: <Copyable value={row.associationId} what="association id" /> },
          { label: 'Association ARN', value: <Copyable value={row.associationArn} what="association ARN" /> },
          {
            label: 'IRSA link of the service account',
            value: <Copyable value={row.cluster?.irsaRoleArn} what="IRSA role ARN" />,
          },
        ]}
      />
      {trust.status !== 'ok' && trust.reasons.length > 0 && (
        <Alert type={trust.status === 'missing' ? 'error' : 'info'} header={trustWords[trust.status].label}>
          <Reasons meaning={trustWords[trust.status].meaning} reasons={trust.reasons} />
        </Alert>
      )}
      {details?.sessionPolicy !== undefined && <SessionPolicy text={details.sessionPolicy} />}
    </SpaceBetween>
  );
}

function Existing({ name, exists }: { name: string; exists: boolean | undefined }) {
  return (
    <>
      {name} {exists === false && <Badge color="severity-high">missing</Badge>}
      {exists === undefined && <Box variant="small">(not known whether it exists)</Box>}
    </>
  );
}

function Tags({ tags }: { tags: Record<string, string> | undefined }) {
  const entries = Object.entries(tags ?? {});
  if (entries.length === 0) return <>{tags === undefined ? 'Not known' : 'None'}</>;
  return (
    <SpaceBetween direction="horizontal" size="xxs">
      {entries.map(([key, value]) => (
        <Badge key={key}>{value === '' ? key : `${key} = ${value}`}</Badge>
      ))}
    </SpaceBetween>
  );
}

function SessionPolicy({ text }: { text: string }) {
  return (
    <div>
      <Box variant="awsui-key-label">Session policy: narrows what the role allows</Box>
      {/* oxlint-disable-next-line jsx-a11y/no-noninteractive-tabindex -- what scrolls must be reachable by keyboard */}
      <pre className="podpass-code" tabIndex={0} aria-label="Session policy">
        {pretty(text)}
      </pre>
    </div>
  );
}

function sessionTagsInWords({ sessionTags }: AssociationView): string {
  if (sessionTags === 'on') return 'On: cluster, namespace, service account and pod are passed to IAM';
  return sessionTags === 'off' ? 'Off' : 'Not known';
}

function pretty(json: string): string {
  try {
    return JSON.stringify(JSON.parse(json), null, 2);
  } catch {
    return json;
  }
}
