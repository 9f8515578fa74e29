import { own } from '../state/lookup.ts';
import { AwsError } from '../world.ts';
import type { Template } from './template/template.ts';

/** The property with which a resource of IAM gets a name that the caller chooses. */
const NAME_OF: Readonly<Record<string, string>> = {
  'AWS::IAM::Role': 'RoleName',
  'AWS::IAM::ManagedPolicy': 'ManagedPolicyName',
  'AWS::IAM::InstanceProfile': 'InstanceProfileName',
};
/** Its name is that of an inline policy, which counts as no name. */
const NAMELESS = new Set(['AWS::IAM::Policy']);

/** What a caller has to acknowledge before a template is used: that it makes permissions, and under chosen names. */
export function neededCapabilities({ resources }: Template): { capabilities: string[]; reason?: string } {
  const iam = Object.values(resources).filter(({ type }) => own(NAME_OF, type) !== undefined || NAMELESS.has(type));
  if (iam.length === 0) return { capabilities: [] };
  const named = iam.some(({ type, properties }) => properties[own(NAME_OF, type) ?? ''] !== undefined);
  const types = [...new Set(iam.map(({ type }) => type))];
  return {
    capabilities: [named ? 'CAPABILITY_NAMED_IAM' : 'CAPABILITY_IAM'],
    reason: `The following resource(s) require capabilities: [${types.join(', ')}]`,
  };
}

/** @throws AwsError `InsufficientCapabilitiesException` */
export function checkCapabilities(template: Template, given: readonly string[] = []): void {
  const missing = neededCapabilities(template).capabilities.filter(
    (needed) => !given.includes(needed) && !given.includes('CAPABILITY_NAMED_IAM'),
  );
  if (missing.length > 0) {
    throw new AwsError('InsufficientCapabilitiesException', 400, `Requires capabilities : [${missing.join(', ')}]`);
  }
}
