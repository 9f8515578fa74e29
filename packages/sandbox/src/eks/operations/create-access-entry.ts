import type { CreateAccessEntryRequest, CreateAccessEntryResponse } from '@aws-sdk/client-eks';
import type { AccessEntryState } from '../../state/eks-state.ts';
import { own, put } from '../../state/lookup.ts';
import type { CallContext } from '../../world.ts';
import { accessEntryView } from '../access/access-entry-view.ts';
import { identityOf } from '../access/entry-identity.ts';
import { findEntryCluster } from '../access/find-access-entry.ts';
import { checkedPrincipal } from '../access/principal.ts';
import { resourceInUse } from '../errors.ts';
import { madeBefore, remember } from '../request-token.ts';
import { newTags } from '../tags.ts';

export function createAccessEntry(input: CreateAccessEntryRequest, call: CallContext): CreateAccessEntryResponse {
  const cluster = findEntryCluster(call, input.clusterName, 'change');
  const { principalArn = '' } = input;
  const existing = own(cluster.accessEntries, principalArn);
  if (existing !== undefined && madeBefore(call, input) === existing.arn) {
    return { accessEntry: accessEntryView(cluster, existing) };
  }
  const principal = checkedPrincipal(call, principalArn);
  const type = input.type ?? 'STANDARD';
  const identity = identityOf(call, type, principal, principalArn, input);
  const tags = newTags(input.tags);
  if (existing !== undefined) {
    const message = 'The specified access entry resource is already in use on this cluster.';
    throw resourceInUse(message, { clusterName: cluster.name });
  }
  const { world, region } = call;
  const { partition, account } = world.state;
  const { kind, account: principalAccount, name } = principal;
  const suffix = `${kind}/${principalAccount}/${name}/${world.uuid()}`;
  const entry: AccessEntryState = {
    principalArn,
    arn: `arn:${partition}:eks:${region}:${account}:access-entry/${cluster.name}/${suffix}`,
    type,
    ...identity,
    createdAt: world.now(),
    modifiedAt: world.now(),
    tags,
    policies: [],
  };
  put(cluster.accessEntries, principalArn, entry);
  remember(call, input, entry.arn);
  return { accessEntry: accessEntryView(cluster, entry) };
}
