import { own } from '../../state/lookup.ts';
import { validationError } from '../errors.ts';
import { referencesOf } from './references.ts';
import type { ResourceDeclaration, Template } from './template.ts';

/** The logical ids that a resource needs: those it names in `DependsOn` and in its properties. */
export function dependenciesOf(template: Template, resource: ResourceDeclaration): string[] {
  const { names, attributes } = referencesOf(resource.properties);
  const all = new Set([...resource.dependsOn, ...names, ...attributes.map(({ logicalId }) => logicalId)]);
  return [...all].filter((name) => own(template.resources, name) !== undefined);
}

/**
 * The logical ids so that each comes after those it needs, and otherwise as the template has them.
 *
 * @throws AwsError `ValidationError` for a circle
 */
export function dependencyOrder(template: Template): string[] {
  const needs = new Map(
    Object.entries(template.resources).map(([id, resource]) => [id, dependenciesOf(template, resource)] as const),
  );
  const ordered = new Set<string>();
  for (;;) {
    const ready = [...needs].filter(([id, needed]) => !ordered.has(id) && needed.every((one) => ordered.has(one)));
    if (ready.length === 0) break;
    for (const [id] of ready) ordered.add(id);
  }
  const circle = [...needs.keys()].filter((id) => !ordered.has(id));
  if (circle.length > 0) throw validationError(`Circular dependency between resources: [${circle.join(', ')}]`);
  return [...ordered];
}
