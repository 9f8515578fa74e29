import { type Field, flag, list, object, oneOf, text, textMap, texts } from './field.ts';

/** `EC2_LINUX` and its kin are for nodes and take no groups, user name or policies (eks-and-iam §1.3). */
export const NODE_ENTRY_TYPES = ['EC2', 'EC2_LINUX', 'EC2_WINDOWS', 'FARGATE_LINUX', 'HYBRID_LINUX', 'HYPERPOD_LINUX'];

export function accessPolicies(): Field {
  return list(
    'Access policies of EKS.',
    object('One access policy.', {
      policyARN: text('Like arn:aws:eks::aws:cluster-access-policy/AmazonEKSViewPolicy.', { required: true }),
      accessScope: object(
        'Where it holds.',
        {
          type: oneOf('The whole cluster, or some namespaces.', ['cluster', 'namespace'], { required: true }),
          namespaces: texts('The namespaces; patterns like dev-* are allowed.'),
        },
        { required: true },
      ),
    }),
  );
}

export function accessSection(): Field {
  return object('Who may use the Kubernetes API.', {
    authenticationMode: oneOf('Default: API_AND_CONFIG_MAP.', ['API', 'API_AND_CONFIG_MAP', 'CONFIG_MAP']),
    bootstrapClusterCreatorAdminPermissions: flag('The creator is administrator. Can be set at creation only.'),
    accessEntries: list(
      'Access entries of EKS.',
      object('One access entry.', {
        principalARN: text('IAM role or user; one entry each.', { required: true, notEmpty: true }),
        type: oneOf('Kind of principal. Default: STANDARD.', ['STANDARD', ...NODE_ENTRY_TYPES]),
        kubernetesGroups: texts('Groups in Kubernetes.'),
        kubernetesUsername: text('User name in Kubernetes.'),
        accessPolicies: accessPolicies(),
        tags: textMap('Tags of the entry.', { dialect: 'rafay' }),
      }),
    ),
  });
}

export function iamIdentityMappingsSection(): Field {
  return list(
    'Entries of the aws-auth config map: a role or user, an account, or a service.',
    object('One mapping.', {
      arn: text('IAM role or user.'),
      username: text('User name in Kubernetes.'),
      groups: texts('Groups in Kubernetes.'),
      account: text('A whole account, in quotes: its id may start with 0.'),
      serviceName: text('A service of AWS, like emr-containers.'),
      namespace: text('Namespace of the service.'),
      noDuplicateARNs: flag('Refuse a second mapping of the same ARN.'),
    }),
    { dialect: 'eksctl' },
  );
}

export function identityMappingsSection(): Field {
  return object(
    'Entries of the aws-auth config map.',
    {
      arns: list(
        'Roles and users.',
        object('One mapping.', {
          arn: text('IAM role or user.', { required: true }),
          username: text('User name in Kubernetes.'),
          group: texts('Groups in Kubernetes.'),
        }),
      ),
      accounts: texts('Whole accounts, in quotes.'),
    },
    { dialect: 'rafay' },
  );
}

export function identityProvidersSection(): Field {
  return list(
    'OIDC providers for people.',
    object('One provider.', {
      type: oneOf('Kind of provider.', ['oidc'], { required: true }),
      name: text('Its name.'),
      issuerURL: text('Its issuer.'),
      clientID: text('Client id.'),
      usernameClaim: text('Claim of the user name.'),
      usernamePrefix: text('Prefix of user names.'),
      groupsClaim: text('Claim of the groups.'),
      groupsPrefix: text('Prefix of groups.'),
      requiredClaims: textMap('Claims that must hold.'),
      tags: textMap('Tags of the provider.'),
    }),
  );
}
