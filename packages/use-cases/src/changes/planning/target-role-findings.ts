import type { PlanDraft } from './plan-draft.ts';

/** eks-and-iam §3.2: the pod role must be allowed to assume the target, and the target must trust it. */
export function findTargetRoleNeeds(
  draft: PlanDraft,
  targetRoleArn: string | null | undefined,
  sessionTags: boolean,
): void {
  if (targetRoleArn === undefined || targetRoleArn === null) return;
  draft.finding(
    'manual',
    'target-role-needs-trust',
    targetRoleArn,
    `${targetRoleArn} must trust the pod role for sts:AssumeRole${sessionTags ? ' and sts:TagSession' : ''}, and the pod role must be allowed to assume it. Podpass does not change the target role.`,
    'Check both policies; pods get no credentials until both allow it.',
  );
}
