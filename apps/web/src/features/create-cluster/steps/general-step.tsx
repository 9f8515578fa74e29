import Alert from '@cloudscape-design/components/alert';
import Button from '@cloudscape-design/components/button';
import Input from '@cloudscape-design/components/input';
import SpaceBetween from '@cloudscape-design/components/space-between';
import { useKubernetesVersions, usePlacement } from '../../../api/catalogue.ts';
import { useBlueprintFacts } from '../../../config-workbench/blueprint-facts.ts';
import { FieldFrame } from '../../../config-workbench/fields/field-frame.tsx';
import { SelectField } from '../../../config-workbench/fields/select-field.tsx';
import { TagListField } from '../../../config-workbench/fields/tag-list-field.tsx';
import { SuggestField, TextField } from '../../../config-workbench/fields/text-field.tsx';
import { ToggleField } from '../../../config-workbench/fields/toggle-field.tsx';
import { useConfigField } from '../../../config-workbench/use-config-field.ts';
import { useWorkbench } from '../../../config-workbench/workbench.tsx';
import { clusterDocument } from '../new-config-text.ts';
import { versionOption } from '../version-option.ts';
import { OtherSection } from './other-settings.tsx';
import { Columns, More, Section } from './section.tsx';

/** Name, place, version, blueprint. */
export function GeneralStep() {
  const { opened } = useWorkbench();
  const { placement, status } = usePlacement();
  const region = opened.model?.region;
  const known = useKubernetesVersions(region);
  return (
    <SpaceBetween size="l">
      <Section title="Cluster">
        <NameField />
        <Columns>
          <SuggestField
            path={['metadata', 'region']}
            label="Region"
            options={(placement?.regions ?? []).map((value) => ({ value }))}
            status={status}
            placeholder="us-west-2"
          />
          <SuggestField
            path={['metadata', 'version']}
            label="Kubernetes version"
            unset="EKS takes its default version"
            options={(known.versions ?? []).map(versionOption)}
            status={known.status}
            placeholder="1.34"
          />
        </Columns>
      </Section>
      <ConsoleSection />
      <OtherSection step="general" />
    </SpaceBetween>
  );
}

/** Both documents name the cluster, and they must agree. */
function NameField() {
  const { edit, opened } = useWorkbench();
  const field = useConfigField(['metadata', 'name']);
  const inCluster = opened.model?.cluster !== undefined;
  const write = (value: string): void => {
    const path = ['metadata', 'name'];
    edit([
      { kind: 'set', target: 'config', path, value },
      ...(inCluster ? [{ kind: 'set' as const, target: 'cluster' as const, path, value }] : []),
    ]);
  };
  return (
    <FieldFrame
      field={field}
      label="Cluster name"
      description="Letters, digits and hyphens. It cannot be changed later."
      foreign={field.value !== undefined && field.value !== null && typeof field.value !== 'string'}
    >
      <Input
        value={typeof field.value === 'string' ? field.value : ''}
        readOnly={field.readOnly}
        spellcheck={false}
        onChange={({ detail }) => write(detail.value)}
      />
    </FieldFrame>
  );
}

/** The first document: project, credential, blueprint. */
function ConsoleSection() {
  const { opened, setText, text, readOnly } = useWorkbench();
  const { placement, status } = usePlacement();
  const { blueprints } = useBlueprintFacts();
  const v3 = opened.model?.form === 'v3';
  if (opened.model !== undefined && opened.model.cluster === undefined) {
    const name = opened.model.name ?? '';
    return (
      <Section title="Project, credential and blueprint">
        <Alert
          action={
            <Button disabled={readOnly} onClick={() => setText(withClusterDocument(text, name), true)}>
              Add the Cluster document
            </Button>
          }
        >
          This file has a ClusterConfig alone. Project, cloud credential and blueprint stand in a Cluster document
          before it.
        </Alert>
      </Section>
    );
  }
  const blueprint = blueprints?.find(({ name }) => name === opened.model?.blueprint?.name);
  return (
    <Section title="Project, credential and blueprint">
      <Columns>
        <SuggestField
          target="cluster"
          path={['metadata', 'project']}
          label="Project"
          options={(placement?.projects ?? []).map((value) => ({ value }))}
          status={status}
        />
        <SuggestField
          target="cluster"
          path={['spec', v3 ? 'cloudCredentials' : 'cloudprovider']}
          label="Cloud credential"
          options={(placement?.cloudCredentials ?? []).map(({ name, accountId }) => ({
            value: name,
            description: `Account ${accountId}`,
          }))}
          status={status}
        />
        <SuggestField
          target="cluster"
          path={v3 ? ['spec', 'blueprintConfig', 'name'] : ['spec', 'blueprint']}
          label="Blueprint"
          description="What is installed besides EKS."
          unset="the blueprint default"
          options={(blueprints ?? []).map(({ name, description }) => ({ value: name, description }))}
        />
        <SuggestField
          target="cluster"
          path={v3 ? ['spec', 'blueprintConfig', 'version'] : ['spec', 'blueprintversion']}
          label="Blueprint version"
          description="A version never changes."
          unset="the newest version"
          options={(blueprint?.versions ?? []).map(({ version, note }) => ({ value: version, description: note }))}
        />
      </Columns>
      <ClusterDetails proxy={v3 ? 'proxyConfig' : 'proxyconfig'} />
    </Section>
  );
}

function ClusterDetails({ proxy }: { proxy: string }) {
  const at = (name: string) => ({ target: 'cluster' as const, path: ['spec', proxy, name] });
  return (
    <More title="Type, network plugin, labels and proxy">
      <Columns>
        <SelectField
          target="cluster"
          path={['spec', 'type']}
          label="Type"
          unset="eks"
          options={[{ value: 'eks' }, { value: 'aws-eks' }]}
        />
        <TextField target="cluster" path={['spec', 'cniprovider']} label="Network plugin" unset="aws-cni" />
      </Columns>
      <TagListField target="cluster" path={['metadata', 'labels']} label="Cluster labels" noun="cluster label" />
      <Columns>
        <TextField {...at('httpProxy')} label="HTTP proxy" unset="no proxy" />
        <TextField {...at('httpsProxy')} label="HTTPS proxy" unset="no proxy" />
        <TextField {...at('noProxy')} label="Hosts without the proxy" />
        <TextField {...at('bootstrapCA')} label="Certificate authority of the proxy" />
      </Columns>
      <Columns>
        <ToggleField {...at('enabled')} label="Use the proxy" byDefault={false} />
        <ToggleField {...at('allowInsecureBootstrap')} label="Accept any certificate of the proxy" byDefault={false} />
      </Columns>
    </More>
  );
}

/** A byte order mark belongs at the very beginning, so it moves there. */
function withClusterDocument(text: string, name: string): string {
  const mark = text.startsWith('\uFEFF') ? '\uFEFF' : '';
  const rest = text.slice(mark.length);
  const lineEnd = rest.includes('\r\n') ? '\r\n' : '\n';
  const document = clusterDocument(name).replaceAll('\n', lineEnd);
  return mark + (rest.startsWith('---') ? document.slice(0, -(3 + lineEnd.length)) : document) + rest;
}
