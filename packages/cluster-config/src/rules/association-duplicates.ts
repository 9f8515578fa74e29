import { itemsAt, textAt } from '../config-value.ts';
import type { Finding } from '../diagnostic.ts';
import { allAssociations } from './association-place.ts';
import { finding, keySpan, maps, type RuleInput } from './rule.ts';

/** One association per service account (EKS answers 409), and an IRSA link beside it has no effect on new pods. */
export function associationDuplicates({ config }: RuleInput): Finding[] {
  const findings: Finding[] = [];
  const owners = new Map<string, string>();
  for (const { entry, addon } of allAssociations(config)) {
    const account = accountOf(textAt(entry, 'namespace'), textAt(entry, 'serviceAccountName'));
    if (account === undefined) continue;
    const earlier = owners.get(account);
    if (earlier === undefined)
      owners.set(account, addon === undefined ? 'iam.podIdentityAssociations' : `the add-on ${addon}`);
    else {
      const message = `${account} has an association already, in ${earlier}: a service account can have only one`;
      findings.push(finding('association-duplicate', 'error', message, keySpan(entry, 'serviceAccountName')));
    }
  }
  for (const entry of maps(itemsAt(config, 'iam', 'serviceAccounts'))) {
    const account = accountOf(textAt(entry, 'metadata', 'namespace') ?? 'default', textAt(entry, 'metadata', 'name'));
    if (account === undefined || !owners.has(account)) continue;
    const message = `${account} also has a pod identity association, which wins for every new pod: the IRSA link has no effect`;
    findings.push(finding('association-also-irsa', 'warning', message, keySpan(entry, 'metadata')));
  }
  return findings;
}

function accountOf(namespace: string | undefined, name: string | undefined): string | undefined {
  return namespace === undefined || name === undefined || name === '' ? undefined : `${namespace}/${name}`;
}
