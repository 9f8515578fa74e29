import Box from '@cloudscape-design/components/box';
import Popover from '@cloudscape-design/components/popover';
import StatusIndicator, { type StatusIndicatorProps } from '@cloudscape-design/components/status-indicator';
import type { TrustStatus } from '@podpass/inventory';

export const trustWords: Record<TrustStatus, { type: StatusIndicatorProps.Type; label: string; meaning: string }> = {
  ok: { type: 'success', label: 'Trusted', meaning: 'The role lets these pods use it.' },
  missing: {
    type: 'error',
    label: 'Not trusted',
    meaning: 'The role does not let these pods use it: they get no credentials.',
  },
  unknown: {
    type: 'warning',
    label: 'Not known',
    meaning: 'It cannot be told from here whether the role lets these pods use it.',
  },
  pending: { type: 'loading', label: 'Checking', meaning: 'The role has not been read yet.' },
};

/** Whether a role trusts the pods, with the reasons behind it on click. */
export function TrustIndicator({ status, reasons }: { status: TrustStatus; reasons: readonly string[] }) {
  const { type, label, meaning } = trustWords[status];
  const indicator = <StatusIndicator type={type}>{label}</StatusIndicator>;
  if (reasons.length === 0) return indicator;
  return (
    <Popover
      triggerType="text"
      header={label}
      position="top"
      size="large"
      renderWithPortal
      dismissAriaLabel="Close"
      content={<Reasons meaning={meaning} reasons={reasons} />}
    >
      {indicator}
    </Popover>
  );
}

export function Reasons({ meaning, reasons }: { meaning: string; reasons: readonly string[] }) {
  return (
    <>
      <Box>{meaning}</Box>
      <ul className="podpass-reasons">
        {reasons.map((reason) => (
          <li key={reason}>{reason}</li>
        ))}
      </ul>
    </>
  );
}
