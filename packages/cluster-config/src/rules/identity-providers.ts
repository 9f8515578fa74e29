import { hasContent, itemsAt, textAt, valueAt } from '../config-value.ts';
import type { Finding } from '../diagnostic.ts';
import { finding, firstKey, keySpan, maps, type RuleInput } from './rule.ts';

const NEEDED = ['name', 'issuerURL', 'clientID'];

/** A cluster has at most one OIDC provider for people, reached by https (EKS's model of AssociateIdentityProviderConfig). */
export function identityProviders({ config, dialect }: RuleInput): Finding[] {
  return maps(itemsAt(config, 'identityProviders')).flatMap((provider, index) => {
    const findings: Finding[] = [];
    const wrong = (message: string, at: Finding['at']): void => {
      findings.push(finding('identity-provider', 'error', message, at));
    };
    if (index > 0) wrong('A cluster has at most one provider', firstKey(provider));
    const missing = NEEDED.filter((field) => !hasContent(valueAt(provider, field)));
    // The console's own format knows the type alone and fills in the rest.
    const given = missing.length < NEEDED.length;
    if (missing.length > 0 && (dialect === 'eksctl' || given)) wrong(`Needs ${missing.join(', ')}`, firstKey(provider));
    const issuer = textAt(provider, 'issuerURL');
    if (issuer !== undefined && issuer !== '' && !/^https:\/\/[^?#]+$/.test(issuer)) {
      const message = 'Must start with https:// and have no query';
      wrong(message, valueAt(provider, 'issuerURL')?.span ?? keySpan(provider, 'issuerURL'));
    }
    return findings;
  });
}
