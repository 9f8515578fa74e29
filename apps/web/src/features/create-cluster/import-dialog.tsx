import Alert from '@cloudscape-design/components/alert';
import Box from '@cloudscape-design/components/box';
import Button from '@cloudscape-design/components/button';
import FileUpload from '@cloudscape-design/components/file-upload';
import FormField from '@cloudscape-design/components/form-field';
import Modal from '@cloudscape-design/components/modal';
import SpaceBetween from '@cloudscape-design/components/space-between';
import Textarea from '@cloudscape-design/components/textarea';
import { type ClipboardEvent, useState } from 'react';
import { readConfigFile, tooLong } from '../../config-workbench/config-file.ts';
import { useWorkbench } from '../../config-workbench/workbench.tsx';

/** Takes a file by choosing, dropping or pasting it. Undo brings back what was there before. */
export function ImportDialog({ onClose }: { onClose(): void }) {
  const { setText } = useWorkbench();
  const [files, setFiles] = useState<File[]>([]);
  const [content, setContent] = useState<string>();
  const [pasted, setPasted] = useState('');
  const [why, setWhy] = useState<string>();
  const [whyNotPasted, setWhyNotPasted] = useState<string>();
  const take = async (chosen: File[]): Promise<void> => {
    const file = chosen.at(-1);
    setFiles(file === undefined ? [] : [file]);
    setContent(undefined);
    setWhy(undefined);
    if (file === undefined) return;
    const read = await readConfigFile(file);
    if ('text' in read) setContent(read.text);
    else setWhy(read.problem);
  };
  const refuseTooLong = (event: ClipboardEvent): void => {
    const problem = tooLong(event.clipboardData.getData('text/plain'));
    setWhyNotPasted(problem);
    if (problem !== undefined) event.preventDefault();
  };
  const text = content ?? (pasted === '' ? undefined : pasted);
  return (
    <Modal
      visible
      header="Import a configuration"
      closeAriaLabel="Close"
      onDismiss={onClose}
      footer={
        <Box float="right">
          <SpaceBetween direction="horizontal" size="xs">
            <Button variant="link" onClick={onClose}>
              Cancel
            </Button>
            <Button
              variant="primary"
              disabled={text === undefined}
              onClick={() => {
                if (text !== undefined) setText(text, true);
                onClose();
              }}
            >
              Import
            </Button>
          </SpaceBetween>
        </Box>
      }
    >
      <SpaceBetween size="m">
        <Box>It replaces what is in the form now; Undo brings that back. The file stays as it is, byte for byte.</Box>
        <FormField label="File" constraintText="YAML (.yml, .yaml), up to 1 MiB" errorText={why}>
          <FileUpload
            value={files}
            accept=".yml,.yaml"
            showFileSize
            ariaRequired={false}
            onChange={({ detail }) => void take(detail.value)}
            i18nStrings={{
              uploadButtonText: () => 'Choose a file',
              dropzoneText: () => 'Drop the file here',
              removeFileAriaLabel: () => 'Remove the file',
              limitShowFewer: 'Show fewer files',
              limitShowMore: 'Show more files',
              errorIconAriaLabel: 'Error',
            }}
          />
        </FormField>
        <div onPasteCapture={refuseTooLong}>
          <FormField label="Or paste the text" stretch errorText={whyNotPasted}>
            <Textarea
              value={pasted}
              rows={8}
              spellcheck={false}
              onChange={({ detail }) => setPasted(detail.value)}
              disabled={content !== undefined}
            />
          </FormField>
        </div>
        {content !== undefined && <Alert type="success">The file is read: {content.split('\n').length} lines.</Alert>}
      </SpaceBetween>
    </Modal>
  );
}
