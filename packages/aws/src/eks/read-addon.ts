import type { Addon as SdkAddon } from '@aws-sdk/client-eks';
import { Addon } from '@podpass/inventory';
import { conforming, MalformedAnswer, required, requiredList } from '../errors/answer.ts';

export function readAddon(addon: SdkAddon | undefined): Addon {
  const answer = required(addon, 'addon');
  const status = Addon.shape.status.safeParse(answer.status);
  if (!status.success) throw new MalformedAnswer(`known add-on status (${answer.status ?? 'none'})`);
  const read: Addon = {
    name: required(answer.addonName, 'addon.addonName'),
    version: answer.addonVersion,
    status: status.data,
    issues: requiredList(answer.health?.issues ?? [], 'addon.health.issues').map((issue) => ({
      code: issue.code ?? 'Unknown',
      message: issue.message ?? '',
    })),
    serviceAccountRoleArn: answer.serviceAccountRoleArn,
    configurationValues: answer.configurationValues,
    associationArns: answer.podIdentityAssociations ?? [],
    tags: answer.tags ?? {},
  };
  return conforming(Addon, read, 'addon');
}
