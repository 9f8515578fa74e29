import { type ConfigMap, hasContent, itemsAt, textAt, valueAt } from '../config-value.ts';
import type { Finding } from '../diagnostic.ts';
import { finding, firstKey, keySpan, maps, type RuleInput } from './rule.ts';

const FOR_A_ROLE_TO_MAKE = ['attachPolicyARNs', 'attachPolicy', 'permissionsBoundary'];

/** Capabilities: unique names, one role each, and settings of Argo CD for Argo CD alone (EKS's model of CreateCapability). */
export function capabilities({ config }: RuleInput): Finding[] {
  const seen = new Set<string>();
  return maps(itemsAt(config, 'capabilities')).flatMap((one) => [...named(one, seen), ...role(one), ...argocd(one)]);
}

function wrong(message: string, at: Finding['at']): Finding {
  return finding('capability-invalid', 'error', message, at);
}

function named(one: ConfigMap, seen: Set<string>): Finding[] {
  const name = textAt(one, 'name');
  const at = valueAt(one, 'name')?.span ?? firstKey(one);
  if (name === undefined || name === '') return [];
  if (!/^[\w-]+$/.test(name)) return [wrong('A name has letters, digits, hyphens and underscores', at)];
  if (seen.has(name)) return [wrong(`The name ${name} is taken by another capability`, at)];
  seen.add(name);
  return [];
}

function role(one: ConfigMap): Finding[] {
  if (!hasContent(valueAt(one, 'roleArn'))) return [];
  return FOR_A_ROLE_TO_MAKE.filter((field) => hasContent(valueAt(one, field))).map((field) =>
    wrong(`roleArn names an existing role and excludes ${field}`, keySpan(one, field)),
  );
}

function argocd(one: ConfigMap): Finding[] {
  const type = textAt(one, 'type');
  const given = hasContent(valueAt(one, 'configuration', 'argocd'));
  if (type !== undefined && type !== 'ARGOCD' && given) {
    return [wrong(`A capability of type ${type} takes no settings of Argo CD`, keySpan(one, 'configuration'))];
  }
  if (type !== 'ARGOCD' || hasContent(valueAt(one, 'configuration', 'argocd', 'awsIdc', 'idcInstanceArn'))) return [];
  const message = 'Argo CD needs configuration.argocd.awsIdc.idcInstanceArn: people sign in by IAM Identity Center';
  return [wrong(message, keySpan(one, 'configuration', 'type'))];
}
