import { z } from 'zod';
import { ClusterRef } from '../observed/cluster.ts';
import { Finding } from './finding.ts';
import { provisioningActions } from './provisioning-action.ts';

/** One call that a step makes, shown to the person before it is made. */
export const ApiCall = z.object({
  service: z.enum(['eks', 'iam', 'kubernetes', 'cloudformation']),
  /** `CreateRole`, `CreatePodIdentityAssociation`, `PATCH deployments`, … */
  operation: z.string(),
  parameters: z.record(z.string(), z.unknown()),
  /** The same as a command for the AWS CLI or kubectl. */
  command: z.string(),
});
export type ApiCall = z.infer<typeof ApiCall>;

/** A document that a step changes. `before` is null if it does not exist yet, `after` if it is removed. */
export const DocumentChange = z.object({
  title: z.string(),
  before: z.string().nullable(),
  after: z.string().nullable(),
});
export type DocumentChange = z.infer<typeof DocumentChange>;

/** What a step does, as data: enough to do it, to recognise that it is done, and to undo it. */
export const StepAction = z.discriminatedUnion('kind', [
  z.object({
    kind: z.literal('create-role'),
    name: z.string(),
    path: z.string(),
    trustPolicy: z.string(),
    permissionsBoundaryArn: z.string().optional(),
    description: z.string(),
    tags: z.record(z.string(), z.string()),
  }),
  z.object({
    kind: z.literal('put-inline-policy'),
    roleName: z.string(),
    policyName: z.string(),
    document: z.string(),
  }),
  z.object({ kind: z.literal('attach-policy'), roleName: z.string(), policyArn: z.string() }),
  z.object({
    kind: z.literal('update-trust-policy'),
    roleName: z.string(),
    /** The document that was read while planning; the step refuses if it has changed in meaning since. */
    before: z.string(),
    after: z.string(),
  }),
  z.object({ kind: z.literal('create-namespace'), namespace: z.string() }),
  z.object({ kind: z.literal('create-service-account'), namespace: z.string(), name: z.string() }),
  z.object({
    kind: z.literal('create-association'),
    namespace: z.string(),
    serviceAccount: z.string(),
    roleArn: z.string(),
    targetRoleArn: z.string().optional(),
    disableSessionTags: z.boolean(),
    sessionPolicy: z.string().optional(),
    tags: z.record(z.string(), z.string()),
    /** The role or its trust was changed by an earlier step, so EKS may not see it at once. */
    roleIsFresh: z.boolean(),
  }),
  z.object({
    kind: z.literal('update-association'),
    associationId: z.string(),
    roleArn: z.string().optional(),
    targetRoleArn: z.string().nullable().optional(),
    disableSessionTags: z.boolean().optional(),
    sessionPolicy: z.string().nullable().optional(),
    roleIsFresh: z.boolean(),
    /** What undoing puts back. */
    previous: z.object({
      roleArn: z.string(),
      targetRoleArn: z.string().nullable(),
      disableSessionTags: z.boolean(),
      sessionPolicy: z.string().nullable(),
    }),
  }),
  z.object({
    kind: z.literal('tag-association'),
    associationArn: z.string(),
    associationId: z.string(),
    set: z.record(z.string(), z.string()),
    remove: z.array(z.string()),
  }),
  z.object({
    kind: z.literal('delete-association'),
    associationId: z.string(),
    namespace: z.string(),
    serviceAccount: z.string(),
    /** The association as it was, JSON text: for the audit log, and to make it again by hand. */
    snapshot: z.string(),
  }),
  z.object({ kind: z.literal('install-addon'), addon: z.string(), version: z.string().optional() }),
  z.object({ kind: z.literal('wait-for-agent') }),
  z.object({
    kind: z.literal('restart-workload'),
    workload: z.object({ kind: z.string(), namespace: z.string(), name: z.string() }),
  }),
  ...provisioningActions,
]);
export type StepAction = z.infer<typeof StepAction>;
export type StepKind = StepAction['kind'];
export type StepActionOf<Kind extends StepKind> = Extract<StepAction, { kind: Kind }>;

export const PlanStep = z.object({
  id: z.string(),
  /** In words: "Create role podpass-prod-app-reader". */
  title: z.string(),
  /** What it acts on: a role name, `app/reader`, a workload. */
  target: z.string(),
  action: StepAction,
  calls: z.array(ApiCall),
  documents: z.array(DocumentChange),
  dependsOn: z.array(z.string()),
  /** What the person asked for. Other steps only prepare: they are taken back if nothing that needs them succeeds. */
  goal: z.boolean(),
  /** What undoing it does, in words; absent if it is not undone. */
  undo: z.string().optional(),
  /** How long it usually takes. */
  expectedMs: z.number().optional(),
  /** What it makes was there when it was planned: it only looks. */
  there: z.boolean().optional(),
  /** The heading under which it stands in the tree of steps. */
  group: z.string().optional(),
});
export type PlanStep = z.infer<typeof PlanStep>;

/** The ordered steps of a change, pure data. A plan with a blocking finding cannot be run. */
export const Plan = z.object({
  cluster: ClusterRef,
  kind: z.string(),
  title: z.string(),
  steps: z.array(PlanStep),
  findings: z.array(Finding),
  /**
   * After a failure, `take-back` (the default) undoes what only the failed steps needed; `stop` leaves everything as it
   * is, so that the operation can be retried or undone.
   */
  onFailure: z.enum(['take-back', 'stop']).optional(),
});
export type Plan = z.infer<typeof Plan>;

export function blockingFindings(plan: Plan): Finding[] {
  return plan.findings.filter((finding) => finding.severity === 'blocked');
}
