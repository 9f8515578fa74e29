import {
  CreateOpenIDConnectProviderCommand,
  DeleteOpenIDConnectProviderCommand,
  ListOpenIDConnectProvidersCommand,
  SimulatePrincipalPolicyCommand,
} from '@aws-sdk/client-iam';
import { type CallOptions, type ClusterMakingPort, hasCode, PodpassError } from '@podpass/inventory';
import { pageToken, required } from '../errors/answer.ts';
import type { IamCaller } from '../iam/iam-caller.ts';

type IamCalls = Pick<
  ClusterMakingPort,
  'findOidcProvider' | 'createOidcProvider' | 'deleteOidcProvider' | 'deniedActions'
>;

/** As many as one call takes without being too long for IAM. */
const actionsPerCall = 100;

export function identityCalls(call: IamCaller): IamCalls {
  const find = (issuer: string, { signal }: CallOptions = {}) =>
    call(
      new ListOpenIDConnectProvidersCommand({}),
      ({ OpenIDConnectProviderList }) => {
        const arns = (OpenIDConnectProviderList ?? []).flatMap(({ Arn }) => Arn ?? []);
        return arns.find((arn) => arn.endsWith(`:oidc-provider/${issuer.replace('https://', '')}`));
      },
      { signal },
    );

  return {
    findOidcProvider: find,

    async createOidcProvider(issuer, tags, { signal } = {}) {
      try {
        return await call(
          new CreateOpenIDConnectProviderCommand({
            Url: issuer,
            ClientIDList: ['sts.amazonaws.com'],
            Tags: Object.entries(tags).map(([Key, Value]) => ({ Key, Value })),
          }),
          (output) => required(output.OpenIDConnectProviderArn, 'OpenIDConnectProviderArn'),
          { signal },
        );
      } catch (error) {
        const there = hasCode(error, 'aws-conflict') ? await find(issuer, { signal }) : undefined;
        if (there === undefined) throw error;
        return there;
      }
    },

    async deleteOidcProvider(providerArn, { signal } = {}) {
      try {
        await call(new DeleteOpenIDConnectProviderCommand({ OpenIDConnectProviderArn: providerArn }), () => undefined, {
          signal,
        });
      } catch (error) {
        if (!hasCode(error, 'aws-not-found')) throw error;
      }
    },

    async deniedActions(principalArn, actions, { signal } = {}) {
      const denied: string[] = [];
      for (let start = 0; start < actions.length; start += actionsPerCall) {
        const ActionNames = actions.slice(start, start + actionsPerCall);
        for (let Marker: string | undefined; ; ) {
          const page: { denied: string[]; next: string | undefined } = await call(
            new SimulatePrincipalPolicyCommand({ PolicySourceArn: principalArn, ActionNames, Marker }),
            ({ EvaluationResults, IsTruncated, Marker: next }) => ({
              denied: (EvaluationResults ?? [])
                .filter(({ EvalDecision }) => EvalDecision !== 'allowed')
                .flatMap(({ EvalActionName }) => EvalActionName ?? []),
              next: IsTruncated ? pageToken(next) : undefined,
            }),
            { signal },
          );
          denied.push(...page.denied);
          if (page.next === undefined) break;
          Marker = page.next;
        }
      }
      return [...new Set(denied)];
    },
  };
}

/** A caller of one region; rejects like the catalogue for one that the console does not look at. */
export function callerOfRegion<Caller>(callers: ReadonlyMap<string, Caller>, region: string): Caller {
  const caller = callers.get(region);
  if (caller !== undefined) return caller;
  const message = `is not one of the regions of this console: ${[...callers.keys()].join(', ')}`;
  throw new PodpassError('invalid-input', { issues: [{ path: 'region', message }] });
}
