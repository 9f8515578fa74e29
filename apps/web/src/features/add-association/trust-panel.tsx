import Alert from '@cloudscape-design/components/alert';
import Box from '@cloudscape-design/components/box';
import Button from '@cloudscape-design/components/button';
import ExpandableSection from '@cloudscape-design/components/expandable-section';
import FormField from '@cloudscape-design/components/form-field';
import RadioGroup from '@cloudscape-design/components/radio-group';
import SpaceBetween from '@cloudscape-design/components/space-between';
import StatusIndicator from '@cloudscape-design/components/status-indicator';
import type { TrustCheck } from '@podpass/contract';
import { parseRoleArn, type TrustScope } from '@podpass/inventory';
import { useQuery } from '@tanstack/react-query';
import { api } from '../../api/client.ts';
import { toFailure } from '../../api/failure.ts';
import { FailureAlert } from '../../ui/failure-alert.tsx';
import { DocumentDiff } from '../../change-flow/document-diff.tsx';
import { useSettled } from '../../ui/use-settled.ts';
import { namesOf } from './suggestions.ts';
import { trustScopeChoices } from '../../change-flow/trust-scope-choices.ts';

interface TrustPanelProps {
  cluster: string;
  roleArn: string;
  namespace: string;
  serviceAccount: string;
  disableSessionTags: boolean;
  /** The scope to fix the trust with; empty: do not fix. */
  fixTrust: TrustScope | '';
  onFixTrust(scope: TrustScope | ''): void;
}

/** Until the trust is checked, after the last keystroke: each check is a call to IAM. */
const restMs = 300;

/** Whether the chosen role can be used by the chosen service account, why not, and what fixing it would write. */
export function TrustPanel(props: TrustPanelProps) {
  const { cluster, disableSessionTags } = props;
  const { settled, atRest } = useSettled(subjectOf(props), restMs);
  const { roleArn, namespace, serviceAccount } = settled;
  const named = namespace !== undefined && serviceAccount !== undefined;
  const query = useQuery({
    ...api.iam.trust.queryOptions({
      input: {
        cluster,
        roleArn,
        disableSessionTags: String(disableSessionTags),
        ...(named ? { namespace, serviceAccount } : {}),
      },
    }),
    enabled: parseRoleArn(roleArn) !== undefined,
    staleTime: 0,
    retry: false,
  });
  if (parseRoleArn(props.roleArn) === undefined) return null;
  if (!atRest) return <StatusIndicator type="loading">Checking the trust policy</StatusIndicator>;
  if (query.error)
    return (
      <FailureAlert failure={toFailure(query.error)} onRetry={() => void query.refetch()} retrying={query.isFetching} />
    );
  if (!query.data) return <StatusIndicator type="loading">Checking the trust policy</StatusIndicator>;
  return <TrustVerdict {...props} check={query.data} named={named} />;
}

/** Names that are not (yet) names are left out: the check would be refused. */
function subjectOf({ roleArn, namespace, serviceAccount }: TrustPanelProps) {
  return { roleArn, ...namesOf(namespace, serviceAccount) };
}

function TrustVerdict({ check, named, fixTrust, onFixTrust }: TrustPanelProps & { check: TrustCheck; named: boolean }) {
  const fixable = check.proposals.some(({ changed }) => changed);
  return (
    <SpaceBetween size="s">
      {check.status === 'ok' && (
        <StatusIndicator type="success">The trust policy lets these pods use the role</StatusIndicator>
      )}
      {check.status === 'unknown' && (
        <Alert
          type="warning"
          header={named ? 'It depends on what cannot be known beforehand' : 'Choose a service account to know for sure'}
        >
          {check.reasons.join(' ')}
        </Alert>
      )}
      {check.status === 'missing' && fixTrust === '' && (
        <Alert
          type="warning"
          header="The trust policy does not let these pods use the role"
          action={
            fixable && (
              <Button onClick={() => onFixTrust(check.proposals[0]?.scope ?? 'cluster')}>Fix trust policy</Button>
            )
          }
        >
          {check.reasons.join(' ')}
        </Alert>
      )}
      {check.status !== 'ok' && fixTrust !== '' && <TrustFix check={check} scope={fixTrust} onFixTrust={onFixTrust} />}
      <ExpandableSection headerText="Trust policy in words">
        <SpaceBetween size="xs">
          {check.statements.map((statement) => (
            <div key={statement}>{statement}</div>
          ))}
          <Box color="text-body-secondary" fontSize="body-s">
            {check.size} of {check.limit} characters
          </Box>
        </SpaceBetween>
      </ExpandableSection>
    </SpaceBetween>
  );
}

function TrustFix({
  check,
  scope,
  onFixTrust,
}: {
  check: TrustCheck;
  scope: TrustScope;
  onFixTrust(scope: TrustScope | ''): void;
}) {
  const proposal = check.proposals.find((each) => each.scope === scope) ?? check.proposals[0];
  const offered = trustScopeChoices.filter(({ value }) => check.proposals.some((each) => each.scope === value));
  return (
    <Alert
      type="info"
      header="The trust policy will be fixed when you save"
      action={<Button onClick={() => onFixTrust('')}>Leave it as it is</Button>}
    >
      <SpaceBetween size="m">
        <FormField label="Who may use the role">
          <RadioGroup
            value={proposal?.scope ?? scope}
            items={offered}
            onChange={({ detail }) => {
              const chosen = offered.find(({ value }) => value === detail.value);
              if (chosen) onFixTrust(chosen.value);
            }}
          />
        </FormField>
        {proposal && (
          <>
            <DocumentDiff title="Trust policy" before={check.current} after={proposal.document} />
            <Box fontSize="body-s">
              {proposal.size} of {check.limit} characters. {proposal.changed ? '' : proposal.reasons.join(' ')}
            </Box>
          </>
        )}
      </SpaceBetween>
    </Alert>
  );
}
