import type { TrustScope } from '@podpass/inventory';

/** How far a trust statement reaches, from narrow to wide. */
export const trustScopeChoices: readonly { value: TrustScope; label: string; description: string }[] = [
  {
    value: 'service-account',
    label: 'Only this namespace and service account (recommended)',
    description: 'As narrow as IRSA. Needs session tags, which are on by default.',
  },
  {
    value: 'cluster',
    label: 'Every service account of this cluster',
    description: 'Whoever may create associations on this cluster can hand the role to any pod of it.',
  },
  {
    value: 'account',
    label: 'Every cluster of this account',
    description: 'The widest: any cluster of the account can use the role.',
  },
];
