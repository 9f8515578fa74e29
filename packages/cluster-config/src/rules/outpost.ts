import { hasContent, mapAt, textAt, valueAt } from '../config-value.ts';
import type { Finding } from '../diagnostic.ts';
import { finding, keySpan, type RuleInput } from './rule.ts';

/** What a control plane on an Outpost has no place for. Node groups there are self-managed. */
const UNSUPPORTED = [
  ...['addons', 'identityProviders', 'fargateProfiles', 'managedNodeGroups', 'karpenter', 'gitops'],
  ...['localZones', 'availabilityZones', 'zonalShiftConfig'],
];

/** Local clusters on AWS Outposts (reference §1.1; eks-and-iam §2.2: Pod Identity does not work there). */
export function outpost({ config }: RuleInput): Finding[] {
  const section = mapAt(config, 'outpost');
  if (section === undefined || !hasContent(valueAt(section, 'controlPlaneOutpostARN'))) return [];
  const wrong = (message: string, at: Finding['at']): Finding => finding('outpost-unsupported', 'error', message, at);
  const findings = UNSUPPORTED.filter((field) => hasContent(valueAt(config, field))).map((field) =>
    wrong(`A cluster on an Outpost has no ${field}`, keySpan(config, field)),
  );
  const iam = mapAt(config, 'iam');
  if (iam !== undefined && hasContent(valueAt(iam, 'podIdentityAssociations'))) {
    const message = 'Pod Identity does not work on Outposts: use IRSA';
    findings.push(wrong(message, keySpan(iam, 'podIdentityAssociations')));
  }
  const network = mapAt(config, 'kubernetesNetworkConfig');
  if (network !== undefined && textAt(network, 'ipFamily')?.toLowerCase() === 'ipv6') {
    findings.push(wrong('A cluster on an Outpost has IPv4 addresses', keySpan(network, 'ipFamily')));
  }
  const arn = valueAt(section, 'controlPlaneOutpostARN');
  if (
    arn !== undefined &&
    !/^arn:aws[a-z-]*:outposts:[a-z0-9-]+:\d{12}:outpost\/op-[0-9a-f]+$/.test(textAt(arn) ?? '')
  ) {
    const message =
      'Must be the ARN of an Outpost, like arn:aws:outposts:us-west-2:111122223333:outpost/op-0123456789abcdef0';
    findings.push(wrong(message, arn.span));
  }
  return findings;
}
