import Box from '@cloudscape-design/components/box';
import Button from '@cloudscape-design/components/button';
import Container from '@cloudscape-design/components/container';
import ExpandableSection from '@cloudscape-design/components/expandable-section';
import Header from '@cloudscape-design/components/header';
import SpaceBetween from '@cloudscape-design/components/space-between';
import type { ConfigData, NodeGroupModel } from '@podpass/cluster-config';
import { useState } from 'react';
import { dataAt, dataInWords, isList } from '../../../config-workbench/data-at.ts';
import { useWorkbench } from '../../../config-workbench/workbench.tsx';
import { NodeGroupFields } from './node-group-fields.tsx';

type Section = 'managedNodeGroups' | 'nodeGroups';

/** The node groups of the cluster, managed and self-managed. */
export function NodeGroupsStep() {
  const { opened, edit, readOnly } = useWorkbench();
  const [openId, setOpenId] = useState<string>();
  const groups = (opened.model?.nodeGroups ?? []).map((group) => ({ group, section: sectionOf(group) }));
  const numbered = groups.map(({ group, section }, at) => ({
    group,
    section,
    index: groups.slice(0, at).filter((other) => other.section === section).length,
  }));
  const add = (section: Section): void => {
    const index = numbered.filter((one) => one.section === section).length;
    const value = newGroup(section);
    if (edit([{ kind: 'insert', target: 'config', path: [section], value }])) setOpenId(`${section} ${index}`);
  };
  return (
    <Container
      header={
        <Header
          variant="h2"
          counter={`(${numbered.length})`}
          actions={
            <SpaceBetween direction="horizontal" size="xs">
              <Button disabled={readOnly} onClick={() => add('nodeGroups')}>
                Add self-managed node group
              </Button>
              <Button disabled={readOnly} onClick={() => add('managedNodeGroups')}>
                Add managed node group
              </Button>
            </SpaceBetween>
          }
        >
          Node groups
        </Header>
      }
    >
      <SpaceBetween size="m">
        {numbered.length === 0 && (
          <Box color="text-body-secondary">
            {opened.model?.autoMode
              ? 'Auto Mode runs nodes by itself.'
              : 'No node groups: pods would have no place to run.'}
          </Box>
        )}
        {numbered.map(({ group, section, index }) => {
          const id = `${section} ${index}`;
          const name = group.name ?? `Node group ${index + 1}`;
          return (
            <ExpandableSection
              key={id}
              variant="stacked"
              headerText={name}
              headingTagOverride="h3"
              headerDescription={inWords(group)}
              expanded={openId === id || (openId === undefined && numbered.length === 1)}
              onChange={({ detail }) => setOpenId(detail.expanded ? id : '')}
              headerActions={
                <Button
                  disabled={readOnly}
                  ariaLabel={`Remove node group ${name}`}
                  onClick={() =>
                    void edit([
                      {
                        kind: 'remove',
                        target: 'config',
                        path: lengthOf(opened.model?.config, section) > 1 ? [section, index] : [section],
                      },
                    ])
                  }
                >
                  Remove
                </Button>
              }
            >
              {(openId === id || (openId === undefined && numbered.length === 1)) && (
                <NodeGroupFields at={[section, index]} group={group} />
              )}
            </ExpandableSection>
          );
        })}
      </SpaceBetween>
    </Container>
  );
}

function sectionOf({ managed }: NodeGroupModel): Section {
  return managed ? 'managedNodeGroups' : 'nodeGroups';
}

function lengthOf(config: ConfigData | undefined, section: Section): number {
  const list = dataAt(config, [section]);
  return isList(list) ? list.length : 0;
}

function newGroup(section: Section): ConfigData {
  const name = `ng-${crypto.randomUUID().slice(0, 8)}`;
  const sizes = { desiredCapacity: 2, minSize: 1, maxSize: 3, volumeSize: 80, volumeType: 'gp3' };
  const family = 'AmazonLinux2023';
  return section === 'managedNodeGroups'
    ? { name, amiFamily: family, instanceTypes: ['t3.large'], ...sizes }
    : { name, amiFamily: family, instanceType: 't3.large', ...sizes };
}

function inWords({ managed, data }: NodeGroupModel): string {
  const types = dataAt(data, ['instanceTypes']) ?? dataAt(data, ['instanceType']);
  const wanted = dataAt(data, ['desiredCapacity']);
  return [
    managed ? 'Managed' : 'Self-managed',
    ...(types === undefined || types === null ? [] : [dataInWords(types)]),
    ...(typeof wanted === 'number' ? [`${wanted} nodes`] : []),
  ].join(' · ');
}
