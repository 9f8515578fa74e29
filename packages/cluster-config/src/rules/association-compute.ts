import { type ConfigMap, hasContent, itemsAt, textAt, valueAt } from '../config-value.ts';
import type { Finding } from '../diagnostic.ts';
import { allAssociations } from './association-place.ts';
import { allNodeGroups } from './node-group-place.ts';
import { finding, keySpan, maps, type RuleInput } from './rule.ts';

/** The longest name of a namespace. */
const MOST = 63;

/** Twice what EKS allows in one cluster: 10 profiles of 5 selectors. More would only cost time. */
const MOST_SELECTORS = 100;

/** Pod Identity works on Linux nodes of EC2 only (eks-and-iam §2.2); what can be known of that from the text is said. */
export function associationCompute({ config }: RuleInput): Finding[] {
  const onFargate = fargateNamespaces(config);
  const windows = onlyWindows(config);
  return allAssociations(config).flatMap(({ entry }) => {
    const namespace = textAt(entry, 'namespace') ?? '';
    const profile = onFargate.find(({ pattern }) => matches(pattern, namespace));
    const warning = (message: string, field: string): Finding[] => [
      finding('association-compute', 'warning', message, keySpan(entry, field)),
    ];
    if (profile !== undefined) {
      const message = `Pods of ${namespace} run on Fargate (profile ${profile.name}), where Pod Identity does not work`;
      return warning(message, 'namespace');
    }
    return windows ? warning('Pod Identity does not work on Windows nodes, and there are no others', 'namespace') : [];
  });
}

/** Selectors with labels take only some pods of a namespace: no judgement about those. */
function fargateNamespaces(config: ConfigMap): { name: string; pattern: string }[] {
  const all = maps(itemsAt(config, 'fargateProfiles')).flatMap((profile) =>
    maps(itemsAt(profile, 'selectors')).flatMap((selector) => {
      const namespace = textAt(selector, 'namespace');
      if (namespace === undefined || namespace === '' || hasContent(valueAt(selector, 'labels'))) return [];
      return [{ name: textAt(profile, 'name') ?? '', pattern: namespace }];
    }),
  );
  return all.slice(0, MOST_SELECTORS);
}

/** Fargate's selectors know * and ?. Without regular expressions, whose backtracking hostile patterns exploit. */
function matches(pattern: string, namespace: string): boolean {
  if (pattern.length > MOST || namespace.length > MOST) return false;
  let reached = new Set([0]);
  for (const sign of pattern) {
    const next = new Set<number>();
    for (const at of reached) {
      if (sign === '*') for (let end = at; end <= namespace.length; end += 1) next.add(end);
      else if (at < namespace.length && (sign === '?' || sign === namespace[at])) next.add(at + 1);
    }
    reached = next;
  }
  return reached.has(namespace.length);
}

function onlyWindows(config: ConfigMap): boolean {
  const families = allNodeGroups(config).map(({ group }) => textAt(group, 'amiFamily') ?? '');
  return families.length > 0 && families.every((family) => family.startsWith('Windows'));
}
