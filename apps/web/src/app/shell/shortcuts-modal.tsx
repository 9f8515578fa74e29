import Box from '@cloudscape-design/components/box';
import Button from '@cloudscape-design/components/button';
import KeyValuePairs from '@cloudscape-design/components/key-value-pairs';
import Modal from '@cloudscape-design/components/modal';
import SpaceBetween from '@cloudscape-design/components/space-between';
import Toggle from '@cloudscape-design/components/toggle';
import { setShortcutsEnabled, useShortcutsEnabled } from './shortcuts.ts';

const keys = [
  { keys: '/', does: 'Go to the filter of the list' },
  { keys: '?', does: 'Show this help' },
  { keys: 'Enter', does: 'Follow a link, press a button, open details' },
  { keys: 'Space', does: 'Select a row, switch a toggle' },
  { keys: '← →', does: 'Move between tabs, and between cells of a table' },
  { keys: 'Esc', does: 'Close a menu or a dialog' },
];

export function ShortcutsModal({ onClose }: { onClose: () => void }) {
  const enabled = useShortcutsEnabled();
  return (
    <Modal
      visible
      header="Keyboard shortcuts"
      closeAriaLabel="Close"
      onDismiss={onClose}
      footer={
        <Box float="right">
          <Button variant="primary" onClick={onClose}>
            Close
          </Button>
        </Box>
      }
    >
      <SpaceBetween size="l">
        <KeyValuePairs
          columns={2}
          items={keys.map((row) => ({ label: row.does, value: <Box variant="code">{row.keys}</Box> }))}
        />
        <Toggle
          checked={enabled}
          onChange={({ detail }) => setShortcutsEnabled(detail.checked)}
          description="Switch them off if you control the computer by voice, or press keys by accident."
        >
          Single-key shortcuts (/ and ?)
        </Toggle>
      </SpaceBetween>
    </Modal>
  );
}
