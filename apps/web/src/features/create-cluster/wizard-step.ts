import type { ConfigPlaces, Diagnostic, EditTarget, Path } from '@podpass/cluster-config';
import { isInside } from '../../config-workbench/problems-at.ts';

/** The steps of the form, in their order; `review` shows the problems of all. */
export const wizardSteps = ['general', 'settings', 'node-groups', 'advanced', 'review'] as const;
export type WizardStep = (typeof wizardSteps)[number];

export const stepTitles: Readonly<Record<WizardStep, string>> = {
  general: 'General',
  settings: 'Cluster settings',
  'node-groups': 'Node groups',
  advanced: 'Advanced',
  review: 'Review',
};

/** Sections of a ClusterConfig that a step shows, besides those of the advanced step, which shows the rest. */
const sections: readonly (readonly [WizardStep, EditTarget, Path])[] = [
  ['advanced', 'config', ['metadata', 'tags']],
  ['general', 'config', ['metadata']],
  ['settings', 'config', ['vpc']],
  ['settings', 'config', ['availabilityZones']],
  ['settings', 'config', ['kubernetesNetworkConfig']],
  ['settings', 'config', ['accessConfig', 'authenticationMode']],
  ['node-groups', 'config', ['managedNodeGroups']],
  ['node-groups', 'config', ['nodeGroups']],
  ['advanced', 'config', []],
  ['general', 'cluster', []],
];

/** Where a problem can be mended in the forms; undefined where only the text can. */
export function stepOf(diagnostic: Diagnostic, places: ConfigPlaces): WizardStep | undefined {
  return sections.find(([, target, path]) => {
    const place = places.placeOf(target, path);
    return place !== undefined && isInside(diagnostic, place.range);
  })?.[0];
}

export function isWizardStep(value: string | null): value is WizardStep {
  return wizardSteps.some((step) => step === value);
}
