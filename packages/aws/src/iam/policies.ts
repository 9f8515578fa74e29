import { GetPolicyCommand, ListOpenIDConnectProvidersCommand, ListPoliciesCommand } from '@aws-sdk/client-iam';
import { type CallOptions, hasCode, type IamPort, type ManagedPolicy } from '@podpass/inventory';
import { pages } from '../calls/pages.ts';
import { pageToken, required, requiredList } from '../errors/answer.ts';
import type { IamCaller } from './iam-caller.ts';
import { readManagedPolicy } from './read-role.ts';

export function policyCalls(call: IamCaller): Pick<IamPort, 'listPolicies' | 'getPolicy' | 'listOidcProviders'> {
  return {
    listPolicies: (options = {}) => listPolicies(call, options),

    async getPolicy(arn, { signal } = {}) {
      try {
        return await call(new GetPolicyCommand({ PolicyArn: arn }), (output) => readManagedPolicy(output.Policy), {
          signal,
          subject: { policy: arn },
        });
      } catch (error) {
        if (hasCode(error, 'policy-not-found')) return undefined;
        throw error;
      }
    },

    /** Not paged by IAM (eks-and-iam §3.4). */
    listOidcProviders: ({ signal } = {}) =>
      call(
        new ListOpenIDConnectProvidersCommand({}),
        (output) =>
          (output.OpenIDConnectProviderList ?? []).map((provider) =>
            required(provider.Arn, 'OpenIDConnectProviderList.Arn'),
          ),
        { signal },
      ),
  };
}

async function* listPolicies(call: IamCaller, { signal }: CallOptions): AsyncGenerator<ManagedPolicy[]> {
  // The account's own are few and wanted first; AWS has more than a thousand.
  for (const Scope of ['Local', 'AWS'] as const) {
    yield* pages((Marker) =>
      call(
        new ListPoliciesCommand({ Scope, Marker, MaxItems: 1000 }),
        (output) => ({
          items: requiredList(output.Policies, 'Policies').map(readManagedPolicy),
          next: output.IsTruncated ? pageToken(required(output.Marker, 'Marker')) : undefined,
        }),
        { signal },
      ),
    );
  }
}
