import { type ConfigMap, hasContent, textAt, valueAt } from '../config-value.ts';
import type { Finding } from '../diagnostic.ts';
import { isSupportedBy, minorOf } from './kubernetes-minor.ts';
import { allNodeGroups, type PlacedGroup } from './node-group-place.ts';
import { finding, keySpan, type RuleInput, withFix } from './rule.ts';

/** EKS publishes Amazon Linux 2 images up to this Kubernetes version. */
const LAST_AL2 = 32;
const NEEDS_BOOTSTRAP = /^(?:AmazonLinux2$|Ubuntu)/;

/** Operating systems, images of one's own, and the settings that go with them (reference §1.1). */
export function nodeGroupImages(input: RuleInput): Finding[] {
  return allNodeGroups(input.config).flatMap((placed) => [
    ...family(input, placed),
    ...ownImage(placed),
    ...bootstrap(placed.group),
  ]);
}

function wrong(group: ConfigMap, message: string, field: string): Finding {
  return finding('node-group-image', 'error', message, keySpan(group, field));
}

function family(input: RuleInput, { group, path }: PlacedGroup): Finding[] {
  const version = textAt(input.config, 'metadata', 'version');
  if (textAt(group, 'amiFamily') !== 'AmazonLinux2' || isSupportedBy(minorOf(version), LAST_AL2)) return [];
  if (hasContent(valueAt(group, 'ami'))) return [];
  const message = `There are no images of Amazon Linux 2 for Kubernetes ${version}: the last version with them is 1.${LAST_AL2}`;
  const edit = { kind: 'set', target: 'config', path: [...path, 'amiFamily'], value: 'AmazonLinux2023' } as const;
  return [withFix(input, wrong(group, message, 'amiFamily'), 'Change to AmazonLinux2023', edit)];
}

function ownImage({ group, managed }: PlacedGroup): Finding[] {
  const image = textAt(group, 'ami');
  if (image === undefined || image === '') return managed ? withoutImage(group) : [];
  const own = image.startsWith('ami-');
  if (!own) {
    const resolved = ['auto', 'auto-ssm', 'static'].includes(image);
    if (managed)
      return [wrong(group, 'A managed node group takes the id of an image here, like ami-0123456789abcdef0', 'ami')];
    return resolved ? [] : [wrong(group, 'Must be the id of an image, or auto, auto-ssm or static', 'ami')];
  }
  const os = textAt(group, 'amiFamily');
  if (os === undefined || os === '') return [wrong(group, 'An image of your own needs its amiFamily', 'ami')];
  const findings: Finding[] = [];
  if (NEEDS_BOOTSTRAP.test(os) && !hasContent(valueAt(group, 'overrideBootstrapCommand'))) {
    findings.push(
      wrong(group, `An image of your own with ${os} needs an overrideBootstrapCommand to join the cluster`, 'ami'),
    );
  }
  for (const field of managed ? ['releaseVersion', 'maxPodsPerNode'] : []) {
    if (hasContent(valueAt(group, field))) findings.push(wrong(group, `An image of your own excludes ${field}`, field));
  }
  return findings;
}

function withoutImage(group: ConfigMap): Finding[] {
  if (!hasContent(valueAt(group, 'overrideBootstrapCommand')) || hasContent(valueAt(group, 'launchTemplate')))
    return [];
  const message = 'overrideBootstrapCommand is for an image of your own: set ami too';
  return [wrong(group, message, 'overrideBootstrapCommand')];
}

/** Bottlerocket and Windows do not run the shell scripts that other nodes start with. */
function bootstrap(group: ConfigMap): Finding[] {
  const os = textAt(group, 'amiFamily') ?? '';
  const rocket = os.startsWith('Bottlerocket');
  const findings: Finding[] = [];
  if (!rocket && hasContent(valueAt(group, 'bottlerocket'))) {
    findings.push(wrong(group, 'These settings are for amiFamily: Bottlerocket', 'bottlerocket'));
  }
  if (!rocket && !os.startsWith('Windows')) return findings;
  const refused = ['overrideBootstrapCommand', 'kubeletExtraConfig', ...(rocket ? ['preBootstrapCommands'] : [])];
  for (const field of refused.filter((one) => hasContent(valueAt(group, one)))) {
    findings.push(wrong(group, `${os} takes no ${field}`, field));
  }
  return findings;
}
