import { type Field, flag, list, object, text, textMap, texts } from './field.ts';
import { POLICY_ARN_PATTERN, ROLE_ARN_PATTERN, ROLE_NAME } from './patterns.ts';
import { checkedPolicyArns, inlinePolicy, policyArns, wellKnownPolicies } from './policy-fields.ts';

/** One entry of `podIdentityAssociations`, of the cluster or of an add-on. */
export function associationFields(): Record<string, Field> {
  return {
    namespace: text('Namespace of the service account.', { required: true, notEmpty: true }),
    serviceAccountName: text('Name of the service account whose pods get the role.', {
      required: true,
      notEmpty: true,
    }),
    roleARN: text('An existing role that trusts pods.eks.amazonaws.com. Excludes the fields that make a role.'),
    createServiceAccount: flag('Also create the service account, and its namespace. Default: false.'),
    roleName: text('Name of the role to make, instead of a generated one.', { pattern: ROLE_NAME }),
    permissionsBoundaryARN: text('Permissions boundary of the role to make.'),
    permissionPolicyARNs: policyArns('Managed policies to attach to the role to make.'),
    permissionPolicyName: text('Name of the inline policy; only together with permissionPolicy.', {
      dialect: 'eksctl',
    }),
    permissionPolicy: inlinePolicy('Inline IAM policy of the role to make.'),
    wellKnownPolicies: wellKnownPolicies(),
    tags: textMap('Tags of the association and of the role that is made.'),
    targetRoleARN: text('A second role, often of another account, that the first role assumes for the pod.', {
      dialect: 'eksctl',
    }),
    disableSessionTags: flag('Leave out the six session tags that EKS adds to the credentials.', { dialect: 'eksctl' }),
    policy: text('Session policy as JSON text: narrows the role. Needs disableSessionTags: true.', {
      dialect: 'eksctl',
    }),
    status: text('State reported by the console.', { readOnly: true, dialect: 'rafay' }),
    comments: text('Error text reported by the console.', { readOnly: true, dialect: 'rafay' }),
  };
}

function serviceAccountFields(): Record<string, Field> {
  return {
    metadata: object(
      'Which service account.',
      {
        name: text('Name of the service account.', { required: true, notEmpty: true }),
        namespace: text('Its namespace. Default: default.'),
        labels: textMap('Labels of the service account.'),
        annotations: textMap('Further annotations of the service account.'),
      },
      { required: true },
    ),
    attachPolicyARNs: checkedPolicyArns('Managed policies to attach to the role to make.'),
    attachPolicy: inlinePolicy('Inline IAM policy of the role to make.'),
    attachRoleARN: text('An existing role that trusts the OIDC provider of the cluster.', {
      pattern: ROLE_ARN_PATTERN,
    }),
    wellKnownPolicies: wellKnownPolicies(),
    permissionsBoundary: text('Permissions boundary of the role to make.', { pattern: POLICY_ARN_PATTERN }),
    roleName: text('Name of the role to make, instead of a generated one.', { pattern: ROLE_NAME }),
    roleOnly: flag('Make the role, but neither create nor annotate the service account.'),
    subjectPattern: text('Wildcard for the subject of the trust policy, instead of this one account.', {
      dialect: 'eksctl',
    }),
    tags: textMap('Tags of the role.'),
    status: object(
      'What was made.',
      {
        roleARN: text('The role.', { readOnly: true }),
        stackName: text('Its CloudFormation stack.', { readOnly: true, dialect: 'eksctl' }),
        tags: textMap('Tags of the stack.', { readOnly: true, dialect: 'eksctl' }),
        capabilities: texts('Capabilities of the stack.', { readOnly: true, dialect: 'eksctl' }),
      },
      { readOnly: true },
    ),
  };
}

export function iamSection(): Field {
  return object('Roles of the cluster, and which AWS identity its service accounts get.', {
    serviceRoleARN: text('Existing role of the control plane.', { pattern: ROLE_ARN_PATTERN }),
    serviceRolePermissionsBoundary: text('Permissions boundary of the role of the control plane.', {
      pattern: POLICY_ARN_PATTERN,
    }),
    fargatePodExecutionRoleARN: text('Existing role that Fargate uses to start pods.', { pattern: ROLE_ARN_PATTERN }),
    fargatePodExecutionRolePermissionsBoundary: text('Permissions boundary of that role.', {
      pattern: POLICY_ARN_PATTERN,
    }),
    withOIDC: flag('Register the OIDC provider of the cluster in IAM, which IRSA needs.'),
    serviceAccounts: list(
      'Service accounts with a role by IRSA (an annotation and an OIDC trust).',
      object('One IRSA service account.', serviceAccountFields()),
    ),
    podIdentityAssociations: list(
      'Service accounts with a role by EKS Pod Identity.',
      object('One pod identity association.', associationFields()),
    ),
    vpcResourceControllerPolicy: flag('Attach AmazonEKSVPCResourceController to the cluster role. Default: true.'),
  });
}
