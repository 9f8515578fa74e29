import { type BlueprintComponent, blueprintComponents, type BlueprintComponents } from '@podpass/inventory';

/** What a component does for a cluster, in a line each. */
export const componentWords: Record<BlueprintComponent, string> = {
  'ingress-controller-v1':
    'Leads web traffic to services. It takes port 80 of every node, which the pod identity agent needs too.',
  monitoring: 'Collects metrics of nodes and pods, and raises alerts.',
  visibility: 'Shows what runs in the cluster: workloads, events, resources.',
  'log-aggregation': 'Collects the logs of pods in one place.',
  'network-policy': 'Enforces which pods may talk to which.',
  'policy-enforcement': 'Refuses objects that break the rules of the organisation.',
  'cost-management': 'Measures what namespaces and workloads cost.',
  backup: 'Takes backups of objects and volumes.',
};

interface ComponentChange {
  component: BlueprintComponent;
  before: boolean;
  after: boolean;
}

/** What differs between two versions, in the order in which components are listed everywhere. */
export function componentChanges(before: BlueprintComponents, after: BlueprintComponents): ComponentChange[] {
  return blueprintComponents
    .filter((component) => before[component] !== after[component])
    .map((component) => ({ component, before: before[component], after: after[component] }));
}

/** `ingress-controller-v1: on → off`, as the API and people write it. */
export function componentChangeInWords({ component, before, after }: ComponentChange): string {
  return `${component}: ${onOff(before)} → ${onOff(after)}`;
}

/** `All 8 components`, `No optional component`, `7 of 8 components`. */
export function componentCount(components: BlueprintComponents): string {
  const on = blueprintComponents.filter((component) => components[component]).length;
  if (on === 0) return 'No optional component';
  return on === blueprintComponents.length
    ? `All ${on} components`
    : `${on} of ${blueprintComponents.length} components`;
}

export function onOff(on: boolean): 'on' | 'off' {
  return on ? 'on' : 'off';
}
