/** What a changed configuration makes of the stack that its cluster has already. Logical ids of resources. */
export interface StackChange {
  /** JSON text of what there is, with what is added and changed. */
  template: string;
  added: string[];
  changed: string[];
  /** Wanted otherwise, or wanted and not there, and left as it is. */
  kept: string[];
}

/**
 * Adds what is missing and changes what nothing uses yet. The network stays: CloudFormation would replace it under a
 * living cluster. What is no longer wanted stays, too, until the cluster goes: something may still use it.
 * Pure; both templates are JSON texts of ours.
 */
export function stackChange(present: string, wanted: string, inUse: InUse): StackChange {
  const [before, after] = [read(present), read(wanted)];
  const { added, changed, kept } = compare(before, after, inUse);
  const taken = Object.fromEntries(
    [...added, ...changed].flatMap((id) => {
      const resource = after.Resources[id];
      return resource === undefined ? [] : [[id, resource]];
    }),
  );
  const resources = { ...before.Resources, ...taken };
  const outputs = Object.entries(after.Outputs).filter(([, output]) => referred(output).every((id) => id in resources));
  const template = { ...before, Resources: resources, Outputs: { ...Object.fromEntries(outputs), ...before.Outputs } };
  return { template: JSON.stringify(template), added, changed, kept };
}

/** What one template has that another has not or has otherwise. Logical ids. */
export function stackDifference(before: string, after: string): Pick<StackChange, 'added' | 'changed'> {
  return compare(read(before), read(after), () => false);
}

/** Whether something needs the resource as it is; of one that is not there yet, whether something does without it. */
export type InUse = (logicalId: string, isThere: boolean) => boolean;

interface Resource {
  Type: string;
}
interface Template {
  Resources: Record<string, Resource>;
  Outputs: Record<string, unknown>;
}

function compare(before: Template, after: Template, inUse: InUse): Omit<StackChange, 'template'> {
  const difference: Omit<StackChange, 'template'> = { added: [], changed: [], kept: [] };
  const hasNetwork = Object.values(before.Resources).some(isOfNetwork);
  for (const [id, resource] of Object.entries(after.Resources)) {
    const found = before.Resources[id];
    const isThere = found !== undefined;
    if (isThere && JSON.stringify(found) === JSON.stringify(resource)) continue;
    const stays = (hasNetwork && isOfNetwork(resource)) || inUse(id, isThere);
    difference[stays ? 'kept' : isThere ? 'changed' : 'added'].push(id);
  }
  return difference;
}

function isOfNetwork({ Type }: Resource): boolean {
  return Type !== 'AWS::IAM::Role' && Type !== 'AWS::EC2::LaunchTemplate';
}

function referred(value: unknown): string[] {
  if (Array.isArray(value)) return value.flatMap(referred);
  if (typeof value !== 'object' || value === null) return [];
  return Object.entries(value).flatMap(([key, inner]) => {
    if (key === 'Ref' && typeof inner === 'string') return [inner];
    if (key === 'Fn::GetAtt' && Array.isArray(inner)) return [String(inner[0])];
    return referred(inner);
  });
}

function read(template: string): Template {
  return { Resources: {}, Outputs: {}, ...(JSON.parse(template) as Partial<Template>) };
}
