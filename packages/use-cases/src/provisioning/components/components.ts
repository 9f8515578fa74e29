import type { BlueprintComponent, KubernetesManifest } from '@podpass/inventory';
import { backup } from './backup.ts';
import { costManagement } from './cost-management.ts';
import { ingressController } from './ingress-controller.ts';
import { logAggregation } from './log-aggregation.ts';
import { monitoring } from './monitoring.ts';
import { networkPolicy } from './network-policy.ts';
import { policyEnforcement } from './policy-enforcement.ts';
import { visibility } from './visibility.ts';

const objects: Readonly<Record<BlueprintComponent, readonly KubernetesManifest[]>> = {
  'ingress-controller-v1': ingressController,
  monitoring,
  visibility,
  'log-aggregation': logAggregation,
  'network-policy': networkPolicy,
  'policy-enforcement': policyEnforcement,
  'cost-management': costManagement,
  backup,
};

/** The objects of a component in an order in which they can be applied, labelled as this blueprint's. */
export function componentObjects(component: BlueprintComponent, blueprint: string): KubernetesManifest[] {
  return objects[component].map((object) => ({
    ...object,
    metadata: {
      ...object.metadata,
      labels: {
        'app.kubernetes.io/name': object.metadata.name,
        'app.kubernetes.io/component': component,
        'app.kubernetes.io/part-of': 'podpass',
        'app.kubernetes.io/managed-by': 'podpass',
        'podpass.io/blueprint': blueprint,
      },
    },
  }));
}
