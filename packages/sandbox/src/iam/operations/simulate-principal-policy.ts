import type {
  EvaluationResult,
  SimulatePrincipalPolicyCommandInput,
  SimulatePrincipalPolicyCommandOutput,
} from '@aws-sdk/client-iam';
import type { Operation } from '../../world.ts';
import { invalidInput } from '../errors.ts';
import { page } from '../pages.ts';
import { required } from '../required.ts';
import { type Simulation, simulate, simulationOf } from '../simulation.ts';

/** Answers from identity policies and boundaries only: trust policies play no part. */
export const simulatePrincipalPolicy: Operation<
  SimulatePrincipalPolicyCommandInput,
  Omit<SimulatePrincipalPolicyCommandOutput, '$metadata'>
> = (input, { world }) => {
  const simulation = simulationOf(world, input);
  const actions = required(input.ActionNames, 'ActionNames');
  const bad = actions.find((action) => !/^[A-Za-z0-9-]+:[A-Za-z0-9]+$/.test(action));
  if (bad !== undefined) throw invalidInput(`Invalid Entry Error, invalid service action: ${bad}`);
  const asked = actions.map((action, index) => ({ action, key: String(index).padStart(6, '0') }));
  const { items, end } = page(asked, ({ key }) => key, input);
  return { EvaluationResults: items.map(({ action }) => evaluate(simulation, action, input.ResourceArns)), ...end };
};

/** One result for an action; with several resources each has its own, and the action's is the strictest of them. */
function evaluate(simulation: Simulation, action: string, resourceArns: readonly string[] = ['*']): EvaluationResult {
  const results = resourceArns.map((resource) => simulate(simulation, action, resource));
  const [first] = results;
  if (!first) return evaluate(simulation, action);
  if (results.length === 1) return first;
  const strictest =
    results.find((result) => result.EvalDecision === 'explicitDeny') ??
    results.find((result) => result.EvalDecision === 'implicitDeny') ??
    first;
  return {
    ...strictest,
    EvalResourceName: '*',
    ResourceSpecificResults: results.map((result) => ({
      EvalResourceName: result.EvalResourceName,
      EvalResourceDecision: result.EvalDecision,
      MatchedStatements: result.MatchedStatements,
      MissingContextValues: result.MissingContextValues,
      PermissionsBoundaryDecisionDetail: result.PermissionsBoundaryDecisionDetail,
    })),
  };
}
