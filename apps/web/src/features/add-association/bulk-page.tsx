import Alert from '@cloudscape-design/components/alert';
import Box from '@cloudscape-design/components/box';
import Container from '@cloudscape-design/components/container';
import FileDropzone from '@cloudscape-design/components/file-dropzone';
import FileInput from '@cloudscape-design/components/file-input';
import Form from '@cloudscape-design/components/form';
import FormField from '@cloudscape-design/components/form-field';
import Header from '@cloudscape-design/components/header';
import SpaceBetween from '@cloudscape-design/components/space-between';
import Textarea from '@cloudscape-design/components/textarea';
import { useMemo, useState } from 'react';
import { useParams } from 'react-router';
import { paths } from '../../app/paths.ts';
import { BulkRows } from './bulk-rows.tsx';
import { csvColumns, mostRows, readRows } from './read-rows.ts';
import { SaveChange } from './save-change.tsx';

/** Larger files are not lists of associations. */
const mostBytes = 1_000_000;

const example = `namespace,serviceAccountName,roleARN,createServiceAccount
shop,checkout,arn:aws:iam::111122223333:role/shop-checkout,yes
shop,catalog,arn:aws:iam::111122223333:role/shop-catalog,no`;

/** Add many associations from CSV or YAML, every row looked at before anything is done. */
export function Component() {
  const { cluster = '' } = useParams();
  const [text, setText] = useState('');
  const [fileProblem, setFileProblem] = useState<string>();
  const input = useMemo(() => readRows(text), [text]);
  const rows = input.ok ? input.rows : [];
  const associations = rows.flatMap((row) => row.input ?? []);
  const complete = rows.length > 0 && rows.every((row) => row.problems.length === 0);

  const readFile = async (file: File | undefined) => {
    setFileProblem(file && file.size > mostBytes ? `${file.name} is larger than 1 MB.` : undefined);
    if (file && file.size <= mostBytes) setText(await file.text());
  };
  return (
    <Form
      header={
        <Header variant="h1" description="From CSV, or from the YAML of a cluster configuration.">
          Add many
        </Header>
      }
    >
      <SpaceBetween size="l">
        <Container header={<Header variant="h2">Associations</Header>}>
          <SpaceBetween size="m">
            <FileDropzone onChange={({ detail }) => void readFile(detail.value[0])}>
              <SpaceBetween size="xs" alignItems="center">
                <span>Drop a CSV or YAML file here</span>
                <FileInput
                  value={[]}
                  accept=".csv,.yaml,.yml,.txt"
                  onChange={({ detail }) => void readFile(detail.value[0])}
                >
                  Choose a file
                </FileInput>
              </SpaceBetween>
            </FileDropzone>
            <FormField
              label="CSV or YAML"
              description={`Columns: ${csvColumns.join(', ')}. At most ${mostRows} rows.`}
              errorText={fileProblem ?? (input.ok ? undefined : input.problem)}
              stretch
            >
              <Textarea
                value={text}
                rows={10}
                spellcheck={false}
                placeholder={example}
                ariaLabel="CSV or YAML"
                onChange={({ detail }) => setText(detail.value)}
              />
            </FormField>
          </SpaceBetween>
        </Container>
        {rows.length > 0 && <BulkRows rows={rows} />}
        {rows.length > 0 && !complete && (
          <Alert type="error" header="Some rows are not right">
            Correct them above. Nothing is done until every row is.
          </Alert>
        )}
        <SaveChange
          cluster={cluster}
          request={complete ? { kind: 'add-associations', associations } : undefined}
          incomplete={
            rows.length === 0
              ? 'Paste or choose a file to see what will be done.'
              : 'Correct the rows to see what will be done.'
          }
          validate={(then) => async () => {
            if (complete) then();
          }}
          back={paths.associations(cluster)}
          done={`${associations.length} associations are in place`}
        />
        <Box variant="small">Each row is done or taken back by itself: one that fails does not hold up the others.</Box>
      </SpaceBetween>
    </Form>
  );
}
