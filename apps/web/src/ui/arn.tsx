import Box from '@cloudscape-design/components/box';
import CopyToClipboard from '@cloudscape-design/components/copy-to-clipboard';

/** A long value shown in full, with a button that copies it. `what` names it for screen readers: "role ARN". */
export function Copyable({ value, what }: { value: string | undefined; what: string }) {
  if (value === undefined || value === '') return <>–</>;
  return (
    <Box variant="span" className="podpass-break">
      <CopyToClipboard
        variant="inline"
        copyButtonAriaLabel={`Copy ${what}`}
        copySuccessText="Copied"
        copyErrorText="The browser did not allow copying"
        textToCopy={value}
      />
    </Box>
  );
}

/** The short name of something whose ARN is long; the ARN on hover, and on the clipboard with one click. */
export function ArnName({ arn, name, what }: { arn: string; name: string; what: string }) {
  return (
    <span className="podpass-arn" title={arn}>
      <span className="podpass-arn-name">{name}</span>
      <CopyToClipboard
        variant="icon"
        copyButtonAriaLabel={`Copy ${what} of ${name}`}
        copySuccessText="Copied"
        copyErrorText="The browser did not allow copying"
        textToCopy={arn}
      />
    </span>
  );
}
