import { blueprintComponents } from '@podpass/inventory';
import type { PlanDraft } from '../changes/planning/plan-draft.ts';
import { componentNamespace } from './components/manifest-parts.ts';
import type { ProvisioningFacts } from './facts.ts';

/** The components that the blueprint has on, side by side, once there are nodes to run them. */
export function planComponents(
  draft: PlanDraft,
  { model, blueprint }: ProvisioningFacts,
  { after, awaited }: { after: string[]; awaited: boolean },
): void {
  const wanted = blueprintComponents.filter((component) => blueprint?.components[component] === true);
  if (blueprint === undefined || wanted.length === 0) return;
  const namespace = draft.step({ kind: 'create-namespace', namespace: componentNamespace }, { dependsOn: after });
  const name = model.blueprint?.name ?? '';
  for (const component of wanted) {
    draft.step(
      { kind: 'apply-component', component, blueprint: name, awaited },
      { dependsOn: [namespace], goal: true },
    );
  }
}
