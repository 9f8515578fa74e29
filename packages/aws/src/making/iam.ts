import {
  CreateOpenIDConnectProviderCommand,
  DeleteOpenIDConnectProviderCommand,
  type EvaluationResult,
  GetOpenIDConnectProviderCommand,
  ListOpenIDConnectProvidersCommand,
  SimulatePrincipalPolicyCommand,
} from '@aws-sdk/client-iam';
import { type CallOptions, type ClusterMakingPort, hasCode, type Permission, PodpassError } from '@podpass/inventory';
import { pageToken, required } from '../errors/answer.ts';
import type { IamCaller } from '../iam/iam-caller.ts';

type IamCalls = Pick<
  ClusterMakingPort,
  'findOidcProvider' | 'createOidcProvider' | 'oidcProviderTags' | 'deleteOidcProvider' | 'denied'
>;

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

    async oidcProviderTags(OpenIDConnectProviderArn, { signal } = {}) {
      try {
        return await call(
          new GetOpenIDConnectProviderCommand({ OpenIDConnectProviderArn }),
          ({ Tags = [] }) => Object.fromEntries(Tags.map(({ Key = '', Value = '' }) => [Key, Value])),
          { signal },
        );
      } catch (error) {
        if (hasCode(error, 'aws-not-found')) return undefined;
        throw error;
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

    async denied(principalArn, permission, { signal } = {}) {
      const results: EvaluationResult[] = [];
      for (let Marker: string | undefined; ; ) {
        const page: { results: EvaluationResult[]; next: string | undefined } = await call(
          new SimulatePrincipalPolicyCommand({ ...simulationInput(principalArn, permission), Marker }),
          ({ EvaluationResults, IsTruncated, Marker: next }) => ({
            results: EvaluationResults ?? [],
            next: IsTruncated ? pageToken(next) : undefined,
          }),
          { signal },
        );
        results.push(...page.results);
        if (page.next === undefined) break;
        Marker = page.next;
      }
      return results.flatMap((result) => deniedOf(result, permission));
    },
  };
}

function simulationInput(PolicySourceArn: string, { actions, resources, service }: Permission) {
  return {
    PolicySourceArn,
    ActionNames: actions,
    ResourceArns: resources,
    ...(service !== undefined && {
      ContextEntries: [
        { ContextKeyName: service.key, ContextKeyType: 'string' as const, ContextKeyValues: [service.name] },
      ],
    }),
  };
}

/** With several resources each has a result of its own, and the action's is the strictest of them. */
function deniedOf(result: EvaluationResult, { resources, ...rest }: Permission): Permission[] {
  const { EvalActionName, EvalDecision, ResourceSpecificResults: single = [] } = result;
  if (EvalActionName === undefined) return [];
  const denied =
    single.length > 0
      ? single.filter((each) => each.EvalResourceDecision !== 'allowed').flatMap((each) => each.EvalResourceName ?? [])
      : resources.filter(() => EvalDecision !== 'allowed');
  return denied.length === 0 ? [] : [{ ...rest, actions: [EvalActionName], resources: denied }];
}

/** A caller of one region; rejects like the catalogue for one that the console does not look at. */
export function callerOfRegion<Caller>(callers: ReadonlyMap<string, Caller>, region: string): Caller {
  const caller = callers.get(region);
  if (caller !== undefined) return caller;
  const message = `is not one of the regions of this console: ${[...callers.keys()].join(', ')}`;
  throw new PodpassError('invalid-input', { issues: [{ path: 'region', message }] });
}
