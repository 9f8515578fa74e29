import Alert from '@cloudscape-design/components/alert';
import Box from '@cloudscape-design/components/box';
import Button from '@cloudscape-design/components/button';
import Container from '@cloudscape-design/components/container';
import FileDropzone from '@cloudscape-design/components/file-dropzone';
import FileInput from '@cloudscape-design/components/file-input';
import FormField from '@cloudscape-design/components/form-field';
import Header from '@cloudscape-design/components/header';
import SpaceBetween from '@cloudscape-design/components/space-between';
import Textarea from '@cloudscape-design/components/textarea';
import { useMutation } from '@tanstack/react-query';
import { useState } from 'react';
import { client } from '../../api/client.ts';
import { toFailure } from '../../api/failure.ts';
import { useDenial } from '../../api/session.ts';
import { readConfigFile } from '../../config-workbench/config-file.ts';
import { disabledFor } from '../../ui/disabled-for.ts';
import { FailureAlert } from '../../ui/failure-alert.tsx';
import { type ClusterName, type Fit, fitToCluster, starterConfig } from './cluster-fit.ts';
import { refreshConfig } from './config-queries.ts';

interface EmptyConfigurationProps {
  cluster: ClusterName;
  kubernetesVersion: string | undefined;
  /** A configuration was made; its draft is to be opened. */
  onCreated: (id: string) => void;
}

/** No configuration belongs to this cluster yet: bring one, or begin one. */
export function EmptyConfiguration({ cluster, kubernetesVersion, onCreated }: EmptyConfigurationProps) {
  const denied = useDenial('configs:write');
  const [pasted, setPasted] = useState('');
  const [fileProblem, setFileProblem] = useState<string>();
  const [misfit, setMisfit] = useState<{ fit: Exclude<Fit, { kind: 'fits' }>; text: string }>();
  const create = useMutation({
    mutationFn: async (text: string) => await client.configs.create({ text, key: crypto.randomUUID() }),
    async onSuccess({ id }) {
      await refreshConfig(id);
      onCreated(id);
    },
  });
  const take = (text: string): void => {
    setFileProblem(undefined);
    const fit = fitToCluster(text, cluster);
    if (fit.kind === 'fits') create.mutate(text);
    else setMisfit({ fit, text });
  };
  const takeFile = async ([file]: readonly File[]): Promise<void> => {
    if (file === undefined) return;
    setMisfit(undefined);
    const read = await readConfigFile(file);
    if ('problem' in read) setFileProblem(read.problem);
    else take(read.text);
  };
  return (
    <SpaceBetween size="m">
      <Container
        header={
          <Header
            variant="h2"
            description="
              The YAML that describes this cluster, kept with its history. Bring the file that you have, or write one.
            "
            actions={
              <Button
                loading={create.isPending}
                onClick={() => create.mutate(starterConfig(cluster, kubernetesVersion))}
                {...disabledFor(denied)}
              >
                Write one
              </Button>
            }
          >
            No configuration of this cluster is kept here yet
          </Header>
        }
      >
        {denied === undefined ? (
          <SpaceBetween size="m">
            <FileDropzone onChange={({ detail }) => void takeFile(detail.value)}>
              <SpaceBetween size="xs" alignItems="center">
                <Box>Drop a YAML file here</Box>
                <FileInput
                  value={[]}
                  accept=".yaml,.yml,text/yaml,application/yaml"
                  onChange={({ detail }) => void takeFile(detail.value)}
                >
                  Choose a file
                </FileInput>
              </SpaceBetween>
            </FileDropzone>
            <FormField label="Or paste its text" stretch>
              <Textarea
                value={pasted}
                rows={8}
                spellcheck={false}
                placeholder={'kind: Cluster\n…'}
                onChange={({ detail }) => setPasted(detail.value)}
              />
            </FormField>
            <Button
              variant="primary"
              loading={create.isPending}
              onClick={() => take(pasted)}
              {...disabledFor(pasted.trim() === '' ? 'Paste a configuration first' : undefined)}
            >
              Import
            </Button>
          </SpaceBetween>
        ) : (
          <Box color="text-body-secondary">{denied}</Box>
        )}
      </Container>
      {fileProblem && <Alert type="error">{fileProblem}</Alert>}
      {misfit && (
        <Misfit
          {...misfit}
          cluster={cluster}
          onTake={(text) => create.mutate(text)}
          onCancel={() => setMisfit(undefined)}
        />
      )}
      {create.error && <FailureAlert failure={toFailure(create.error)} />}
    </SpaceBetween>
  );
}

interface MisfitProps {
  fit: Exclude<Fit, { kind: 'fits' }>;
  cluster: ClusterName;
  onTake: (text: string) => void;
  onCancel: () => void;
}

/** The text is of another cluster, or of none: said before anything is kept. */
function Misfit({ fit, cluster, onTake, onCancel }: MisfitProps) {
  if (fit.kind === 'unreadable') {
    return (
      <Alert type="error" header="This is not a configuration that Podpass can read" dismissible onDismiss={onCancel}>
        {fit.why}
      </Alert>
    );
  }
  const { fixed } = fit;
  const other = `${fit.name ?? 'a cluster without a name'} in ${fit.region ?? 'no region'}`;
  return (
    <Alert
      type="warning"
      header={`This is the configuration of ${other}`}
      action={
        fixed !== undefined && (
          <Button onClick={() => onTake(fixed)}>{`Import it for ${cluster.name} in ${cluster.region}`}</Button>
        )
      }
      dismissible
      onDismiss={onCancel}
    >
      A configuration belongs to the cluster that it names.{' '}
      {fixed === undefined
        ? 'Change its name and region first.'
        : 'Name and region can be changed in the text; nothing else is.'}
    </Alert>
  );
}
