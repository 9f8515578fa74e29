import Box from '@cloudscape-design/components/box';
import CopyToClipboard from '@cloudscape-design/components/copy-to-clipboard';
import { useState } from 'react';

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

/**
 * The short name of something whose ARN is long; the ARN on hover, and on the clipboard with one click. A plain button:
 * Cloudscape's brings a popover along, which in a table of fifty rows costs half a second at every sort.
 */
export function ArnName({ arn, name, what }: { arn: string; name: string; what: string }) {
  const [copied, setCopied] = useState(false);
  const copy = (): void => {
    void navigator.clipboard.writeText(arn).then(
      () => setCopied(true),
      // Without the clipboard the full ARN can still be copied from the details.
      () => setCopied(false),
    );
  };
  return (
    <span className="podpass-arn">
      <span className="podpass-arn-name" title={arn}>
        {name}
      </span>
      <button
        type="button"
        className="podpass-copy"
        aria-label={copied ? `Copied ${what} of ${name}` : `Copy ${what} of ${name}`}
        title={copied ? 'Copied' : `Copy ${what}`}
        onClick={copy}
        onBlur={() => setCopied(false)}
      >
        <svg viewBox="0 0 16 16" aria-hidden="true" focusable="false">
          <path d={copied ? 'M2 8.5 6 13l8-10' : 'M2 11V2h9M5.5 5.5H14V14H5.5z'} />
        </svg>
      </button>
    </span>
  );
}
