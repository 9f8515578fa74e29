import type { StackState } from '../../state/cloudformation-state.ts';
import { own } from '../../state/lookup.ts';
import type { World } from '../../world.ts';
import { zonesOf } from '../../ec2/region.ts';
import { conditionHolds, type Scope } from '../template/evaluate.ts';
import { pseudoParameters } from '../template/pseudo-parameters.ts';
import { readTemplate } from '../template/read-template.ts';
import type { Template } from '../template/template.ts';
import { exportsOf } from './exports.ts';

/** What the functions of a stack's template see now. Exports that they use are added to `used`. */
export function scopeOf(world: World, region: string, stack: StackState, used: Set<string> = new Set()): Scope {
  const { account, partition } = world.state;
  return {
    template: templateOf(stack.template),
    parameters: stack.parameters,
    pseudo: pseudoParameters({ account, partition, region, stack }),
    resource: (logicalId) => {
      const found = own(stack.resources, logicalId);
      return found?.physicalId === undefined
        ? undefined
        : { physicalId: found.physicalId, attributes: found.attributes };
    },
    exported: (name) => {
      const found = exportsOf(world, region).find(({ exportName }) => exportName === name);
      if (found !== undefined) used.add(name);
      return found?.value;
    },
    zones: (wanted) => zonesOf(wanted).map(({ name }) => name),
  };
}

/** The logical ids of the template whose conditions hold. */
export function wantedResources(scope: Scope): string[] {
  return Object.entries(scope.template.resources)
    .filter(([, { condition }]) => condition === undefined || conditionHolds(condition, scope))
    .map(([logicalId]) => logicalId);
}

/** Reading a template of 1,000 lines takes a millisecond, and each resource of a stack needs it. */
const templates = new Map<string, Template>();
const MOST_TEMPLATES = 50;

function templateOf(text: string): Template {
  const known = templates.get(text);
  if (known !== undefined) return known;
  const template = readTemplate(text);
  if (templates.size >= MOST_TEMPLATES) templates.clear();
  templates.set(text, template);
  return template;
}
