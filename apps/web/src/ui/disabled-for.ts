/** A button that cannot be used says why; it never just disappears. */
export function disabledFor(reason: string | undefined): { disabled?: boolean; disabledReason?: string } {
  return reason === undefined ? {} : { disabled: true, disabledReason: reason };
}
