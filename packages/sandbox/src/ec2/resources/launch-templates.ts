import type { LaunchTemplateState } from '../../state/ec2-state.ts';
import { AwsError, type CallContext } from '../../world.ts';
import { ownNetworksOf } from '../region.ts';
import { existing } from './errors.ts';
import { newId } from './new-id.ts';

export interface NewLaunchTemplate {
  name: string;
  /** As `LaunchTemplateData` is given. */
  data: Record<string, unknown>;
  tags?: Record<string, string>;
}

/** @throws AwsError `InvalidLaunchTemplateName.AlreadyExistsException` */
export function createLaunchTemplate(call: CallContext, { name, data, tags }: NewLaunchTemplate): LaunchTemplateState {
  const { launchTemplates } = ownNetworksOf(call);
  if (Object.values(launchTemplates).some((template) => template.name === name)) {
    const message = 'Launch template name already in use.';
    throw new AwsError('InvalidLaunchTemplateName.AlreadyExistsException', 400, message);
  }
  const createdAt = call.world.now();
  const template: LaunchTemplateState = {
    id: newId(call, 'lt'),
    name,
    createdAt,
    defaultVersion: 1,
    versions: [{ number: 1, createdAt, data }],
    tags: { ...tags },
  };
  launchTemplates[template.id] = template;
  return template;
}

/** Adds a version, which becomes the latest. The default version stays. @returns its number */
export function createLaunchTemplateVersion(call: CallContext, id: string, data: Record<string, unknown>): number {
  const template = findLaunchTemplate(call, id);
  const number = latestVersion(template) + 1;
  template.versions.push({ number, createdAt: call.world.now(), data });
  return number;
}

export function deleteLaunchTemplate(call: CallContext, id: string): void {
  findLaunchTemplate(call, id);
  delete ownNetworksOf(call).launchTemplates[id];
}

/** @throws AwsError `InvalidLaunchTemplateId.NotFound` */
export function findLaunchTemplate(call: CallContext, id: string): LaunchTemplateState {
  const code = 'InvalidLaunchTemplateId.NotFound';
  return existing(ownNetworksOf(call).launchTemplates, id, code, 'launch template');
}

export function latestVersion({ versions }: LaunchTemplateState): number {
  return versions.at(-1)?.number ?? 0;
}
