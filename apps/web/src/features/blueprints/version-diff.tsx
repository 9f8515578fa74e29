import Box from '@cloudscape-design/components/box';
import Button from '@cloudscape-design/components/button';
import Modal from '@cloudscape-design/components/modal';
import Table from '@cloudscape-design/components/table';
import { blueprintComponents, type BlueprintVersion } from '@podpass/inventory';
import { componentChanges, onOff } from './component-words.ts';

interface VersionDiffProps {
  before: BlueprintVersion;
  after: BlueprintVersion;
  onClose: () => void;
}

/** What another version switches on or off. */
export function VersionDiff({ before, after, onClose }: VersionDiffProps) {
  const changes = componentChanges(before.components, after.components);
  const same = blueprintComponents.length - changes.length;
  return (
    <Modal
      visible
      header={`${before.version} and ${after.version} compared`}
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
      <Table
        variant="embedded"
        items={changes}
        ariaLabels={{ tableLabel: 'Components that differ' }}
        empty="They have the same components."
        footer={<Box color="text-body-secondary">{`${same} components are the same in both.`}</Box>}
        columnDefinitions={[
          { id: 'component', header: 'Component', isRowHeader: true, cell: ({ component }) => component },
          { id: 'before', header: before.version, cell: (change) => onOff(change.before) },
          { id: 'after', header: after.version, cell: (change) => <b>{onOff(change.after)}</b> },
        ]}
      />
    </Modal>
  );
}
