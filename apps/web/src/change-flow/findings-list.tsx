import Alert, { type AlertProps } from '@cloudscape-design/components/alert';
import Box from '@cloudscape-design/components/box';
import CopyToClipboard from '@cloudscape-design/components/copy-to-clipboard';
import ExpandableSection from '@cloudscape-design/components/expandable-section';
import SpaceBetween from '@cloudscape-design/components/space-between';
import type { Finding, Severity } from '@podpass/inventory';

const looks: Record<Severity, { type: AlertProps.Type; title: (count: number) => string }> = {
  blocked: {
    type: 'error',
    title: (count) => (count === 1 ? 'This blocks the change' : `${count} findings block the change`),
  },
  manual: { type: 'warning', title: () => 'Left for you to do' },
  warning: { type: 'warning', title: (count) => (count === 1 ? 'Look at this first' : `Look at these ${count} first`) },
  info: { type: 'info', title: () => 'Good to know' },
};

const order: readonly Severity[] = ['blocked', 'warning', 'manual', 'info'];
/** More than these are counted, not listed. */
const most = 20;

/** What was found while planning, the worst first. */
export function FindingsList({ findings }: { findings: readonly Finding[] }) {
  const groups = order
    .map((severity) => ({ severity, found: findings.filter((finding) => finding.severity === severity) }))
    .filter(({ found }) => found.length > 0);
  if (groups.length === 0) return null;
  return (
    <SpaceBetween size="s">
      {groups.map(({ severity, found }) => (
        <Alert key={severity} type={looks[severity].type} header={looks[severity].title(found.length)}>
          <SpaceBetween size="xxs">
            {found.slice(0, most).map((finding) => (
              <div key={`${finding.code} ${finding.subject} ${finding.message}`}>
                {finding.message}
                {finding.remedy && (
                  <Box display="inline" color="inherit">
                    {' '}
                    {finding.remedy}
                  </Box>
                )}
                {finding.document && <FindingDocument document={finding.document} />}
              </div>
            ))}
            {found.length > most && <div>… and {found.length - most} more</div>}
          </SpaceBetween>
        </Alert>
      ))}
    </SpaceBetween>
  );
}

/** A document to take along: the policy that somebody else may have to attach. */
function FindingDocument({ document: { title, text } }: { document: NonNullable<Finding['document']> }) {
  return (
    <SpaceBetween size="xxs">
      <CopyToClipboard
        copyButtonText={`Copy: ${title}`}
        textToCopy={text}
        copySuccessText="Copied"
        copyErrorText="Could not copy"
      />
      <ExpandableSection headerText={title}>
        <Box variant="code">
          <pre>{text}</pre>
        </Box>
      </ExpandableSection>
    </SpaceBetween>
  );
}
