import { createContext, useContext, useEffect, useState, type ReactNode } from 'react';
import { createPortal } from 'react-dom';

export interface DetailsPanelState {
  header: string;
  onClose: () => void;
}

export interface DetailsPanelHost {
  /** The element into which the page draws the panel's content; null while the panel is closed. */
  slot: HTMLElement | null;
  show: (panel: DetailsPanelState | undefined) => void;
}

export const DetailsPanelContext = createContext<DetailsPanelHost>({ slot: null, show: () => undefined });

/**
 * Opens the shell's split panel for as long as it is rendered. The content stays a child of the page, so it shares the
 * page's state and queries; only the place where it is drawn is the shell's.
 */
export function DetailsPanel({ header, onClose, children }: DetailsPanelState & { children: ReactNode }) {
  const { slot, show } = useContext(DetailsPanelContext);
  useEffect(() => {
    show({ header, onClose });
  }, [show, header, onClose]);
  useEffect(() => () => show(undefined), [show]);
  return slot === null ? null : createPortal(children, slot);
}

export function useDetailsPanelHost(): {
  host: DetailsPanelHost;
  panel: DetailsPanelState | undefined;
  slotRef: (element: HTMLElement | null) => void;
} {
  const [slot, slotRef] = useState<HTMLElement | null>(null);
  const [panel, show] = useState<DetailsPanelState>();
  const [host, setHost] = useState<DetailsPanelHost>({ slot, show });
  if (host.slot !== slot) setHost({ slot, show });
  return { host, panel, slotRef };
}
