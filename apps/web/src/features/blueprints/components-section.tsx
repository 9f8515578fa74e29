import Box from '@cloudscape-design/components/box';
import Header from '@cloudscape-design/components/header';
import Select from '@cloudscape-design/components/select';
import StatusIndicator from '@cloudscape-design/components/status-indicator';
import Table from '@cloudscape-design/components/table';
import { blueprintComponents, type BlueprintVersion } from '@podpass/inventory';
import { componentCount, componentWords } from './component-words.ts';

interface ComponentsSectionProps {
  version: BlueprintVersion;
  versions: readonly BlueprintVersion[];
  onChoose: (version: string) => void;
}

/** What one version installs. */
export function ComponentsSection({ version, versions, onChoose }: ComponentsSectionProps) {
  const option = (name: string) => ({ value: name, label: `Version ${name}` });
  return (
    <Table
      variant="container"
      header={
        <Header
          variant="h2"
          description={componentCount(version.components)}
          actions={
            <Select
              ariaLabel="Version whose components are shown"
              selectedOption={option(version.version)}
              options={versions.map((each) => option(each.version))}
              onChange={({ detail }) => onChoose(detail.selectedOption.value ?? version.version)}
            />
          }
        >
          Components
        </Header>
      }
      items={blueprintComponents}
      ariaLabels={{ tableLabel: `Components of version ${version.version}` }}
      wrapLines
      columnDefinitions={[
        { id: 'name', header: 'Component', isRowHeader: true, width: 240, cell: (component) => component },
        {
          id: 'state',
          header: 'State',
          width: 110,
          cell: (component) =>
            version.components[component] ? (
              <StatusIndicator type="success">On</StatusIndicator>
            ) : (
              <StatusIndicator type="stopped">Off</StatusIndicator>
            ),
        },
        {
          id: 'what',
          header: 'What it does',
          cell: (component) => <Box color="text-body-secondary">{componentWords[component]}</Box>,
        },
      ]}
    />
  );
}
