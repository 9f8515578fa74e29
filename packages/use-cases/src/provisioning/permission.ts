import type { Permission } from '@podpass/inventory';

export function allow(resource: string, service: string, ...actions: string[]): Permission {
  return { actions: actions.map((action) => `${service}:${action}`), resources: [resource] };
}

export function passing(roleArn: string, service: string): Permission {
  return { actions: ['iam:PassRole'], resources: [roleArn], service: { key: 'iam:PassedToService', name: service } };
}
