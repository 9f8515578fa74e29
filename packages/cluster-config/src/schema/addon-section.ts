import { type Field, flag, list, object, oneOf, text, textMap, texts } from './field.ts';
import { associationFields } from './iam-section.ts';
import { ADDON_NAME, POLICY_ARN_PATTERN, ROLE_ARN_PATTERN } from './patterns.ts';
import { checkedPolicyArns, inlinePolicy, wellKnownPolicies } from './policy-fields.ts';

export function addonsSection(): Field {
  return list(
    'EKS add-ons. The networking add-ons are installed even when they are not listed.',
    object(
      'One EKS add-on.',
      {
        name: text('Name of the add-on in the EKS catalogue.', {
          required: true,
          pattern: ADDON_NAME,
          offered: 'addons',
        }),
        version: text('A version like v1.16.0-eksbuild.1, a part of one, or latest. Empty: the default version.'),
        serviceAccountRoleARN: text('Existing role for the add-on by IRSA.', { pattern: ROLE_ARN_PATTERN }),
        attachPolicyARNs: checkedPolicyArns('Managed policies of a role to make for IRSA.'),
        attachPolicy: inlinePolicy('Inline policy of a role to make for IRSA.'),
        wellKnownPolicies: wellKnownPolicies(),
        permissionsBoundary: text('Permissions boundary of roles that are made.', { pattern: POLICY_ARN_PATTERN }),
        tags: textMap('Tags of the add-on.'),
        resolveConflicts: oneOf('What to do with settings that somebody changed.', ['none', 'overwrite', 'preserve'], {
          anyCase: true,
          dialect: 'eksctl',
        }),
        configurationValues: text('Settings of the add-on: one text that holds JSON or YAML.'),
        podIdentityAssociations: list(
          'Associations of the add-on. Absent leaves them as they are; [] removes them.',
          object('One association of this add-on.', associationFields()),
        ),
        useDefaultPodIdentityAssociations: flag('Make the associations that EKS recommends for this add-on.'),
        namespaceConfig: object(
          'Where the add-on is installed; cannot be changed afterwards.',
          { namespace: text('Namespace of the add-on.', { required: true }) },
          { dialect: 'eksctl' },
        ),
        publishers: texts('Only for discovery of add-ons.', { dialect: 'eksctl' }),
        types: texts('Only for discovery of add-ons.', { dialect: 'eksctl' }),
        owners: texts('Only for discovery of add-ons.', { dialect: 'eksctl' }),
      },
      { offered: 'addon-versions' },
    ),
  );
}

export function addonsConfigSection(): Field {
  return object('Settings for all add-ons.', {
    autoApplyPodIdentityAssociations: flag('Make the recommended associations of every add-on that needs permissions.'),
    disableDefaultAddons: flag('Install no networking add-ons that are not listed.', { dialect: 'eksctl' }),
    disableEBSCSIDriver: flag('Do not install the EBS CSI driver implicitly.', { dialect: 'rafay' }),
  });
}
