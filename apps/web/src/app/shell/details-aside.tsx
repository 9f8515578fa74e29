import Button from '@cloudscape-design/components/button';
import { useEffect, useRef, type KeyboardEvent } from 'react';
import type { DetailsPanelState } from '../../ui/details-panel.tsx';

interface DetailsAsideProps {
  panel: DetailsPanelState;
  slotRef: (element: HTMLElement | null) => void;
}

/** The lower part of the window, with the details of one row. Takes the focus, and gives it back when it closes. */
export function DetailsAside({ panel, slotRef }: DetailsAsideProps) {
  const heading = useFocusWhileOpen(panel.header);
  const closeOnEscape = (event: KeyboardEvent): void => {
    if (event.key === 'Escape' && !event.defaultPrevented) panel.onClose();
  };
  return (
    // oxlint-disable-next-line jsx-a11y/no-noninteractive-element-interactions -- Escape closes it from wherever the focus is inside
    <aside className="podpass-details" aria-labelledby="podpass-details-heading" onKeyDown={closeOnEscape}>
      <div className="podpass-details-head">
        <h2 id="podpass-details-heading" tabIndex={-1} ref={heading}>
          {panel.header}
        </h2>
        <Button variant="icon" iconName="close" ariaLabel="Close details" onClick={panel.onClose} />
      </div>
      <div className="podpass-details-content" ref={slotRef} />
    </aside>
  );
}

function useFocusWhileOpen(header: string) {
  const heading = useRef<HTMLHeadingElement>(null);
  const opener = useRef<HTMLElement>(undefined);
  useEffect(() => {
    const active = document.activeElement;
    // A page that was opened with its details leaves the focus where a new page has it.
    if (!(active instanceof HTMLElement) || active === document.body || heading.current === null) return;
    if (!heading.current.parentElement?.parentElement?.contains(active)) {
      opener.current = active;
      active.scrollIntoView({ block: 'nearest' });
    }
    heading.current.focus({ preventScroll: true });
  }, [header]);
  useEffect(() => () => opener.current?.focus({ preventScroll: true }), []);
  return heading;
}
