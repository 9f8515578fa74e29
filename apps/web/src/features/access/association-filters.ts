import type { PropertyFilterProperty } from '@cloudscape-design/collection-hooks';

const text = ['=', '!=', ':', '!:', '^'] as const;
const choice = ['=', '!='] as const;

/** By what associations can be found. Keys are those of `AssociationView` and appear in addresses. */
export const associationFilters: PropertyFilterProperty[] = [
  { key: 'namespace', propertyLabel: 'Namespace', groupValuesLabel: 'Namespaces', operators: [...text] },
  {
    key: 'serviceAccount',
    propertyLabel: 'Service account',
    groupValuesLabel: 'Service accounts',
    operators: [...text],
  },
  { key: 'roleName', propertyLabel: 'Role', groupValuesLabel: 'Roles', operators: [...text] },
  { key: 'roleArn', propertyLabel: 'Role ARN', groupValuesLabel: 'Role ARNs', operators: [...text] },
  { key: 'targetRoleArn', propertyLabel: 'Target role', groupValuesLabel: 'Target roles', operators: [...text] },
  { key: 'trust', propertyLabel: 'Trust', groupValuesLabel: 'Trust', operators: [...choice] },
  { key: 'owner', propertyLabel: 'Owner', groupValuesLabel: 'Owners', operators: [...choice, ':'] },
  { key: 'mechanism', propertyLabel: 'Pods use', groupValuesLabel: 'Mechanisms', operators: [...choice] },
  { key: 'exists', propertyLabel: 'Exists in the cluster', groupValuesLabel: 'Existence', operators: [...choice] },
  { key: 'tags', propertyLabel: 'Tags', groupValuesLabel: 'Tags', operators: [':', '!:', '=', '!='] },
  { key: 'sessionTags', propertyLabel: 'Session tags', groupValuesLabel: 'Session tags', operators: [...choice] },
  { key: 'id', propertyLabel: 'Association id', groupValuesLabel: 'Ids', operators: [...text] },
];
