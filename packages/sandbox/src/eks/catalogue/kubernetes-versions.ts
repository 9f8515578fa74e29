/** Kubernetes versions that the sandbox's EKS offers. Dates are those of the EKS release calendar, as far as known. */
export interface KubernetesVersion {
  version: string;
  status: 'STANDARD_SUPPORT' | 'EXTENDED_SUPPORT' | 'UNSUPPORTED';
  isDefault: boolean;
  platformVersion: string;
  patchVersion: string;
  releasedAt: string;
  endOfStandardSupport: string;
  endOfExtendedSupport: string;
}

export const KUBERNETES_VERSIONS: readonly KubernetesVersion[] = [
  {
    version: '1.34',
    status: 'STANDARD_SUPPORT',
    isDefault: true,
    platformVersion: 'eks.9',
    patchVersion: '1.34.1',
    releasedAt: '2025-10-02',
    endOfStandardSupport: '2026-12-02',
    endOfExtendedSupport: '2027-12-02',
  },
  {
    version: '1.33',
    status: 'STANDARD_SUPPORT',
    isDefault: false,
    platformVersion: 'eks.20',
    patchVersion: '1.33.5',
    releasedAt: '2025-05-29',
    endOfStandardSupport: '2026-07-29',
    endOfExtendedSupport: '2027-07-29',
  },
  {
    version: '1.32',
    status: 'EXTENDED_SUPPORT',
    isDefault: false,
    platformVersion: 'eks.27',
    patchVersion: '1.32.9',
    releasedAt: '2025-01-23',
    endOfStandardSupport: '2026-03-23',
    endOfExtendedSupport: '2027-03-23',
  },
  {
    version: '1.31',
    status: 'EXTENDED_SUPPORT',
    isDefault: false,
    platformVersion: 'eks.43',
    patchVersion: '1.31.13',
    releasedAt: '2024-09-26',
    endOfStandardSupport: '2025-11-26',
    endOfExtendedSupport: '2026-11-26',
  },
  {
    version: '1.30',
    status: 'EXTENDED_SUPPORT',
    isDefault: false,
    platformVersion: 'eks.51',
    patchVersion: '1.30.14',
    releasedAt: '2024-05-23',
    endOfStandardSupport: '2025-07-23',
    endOfExtendedSupport: '2026-07-23',
  },
  {
    version: '1.29',
    status: 'UNSUPPORTED',
    isDefault: false,
    platformVersion: 'eks.53',
    patchVersion: '1.29.15',
    releasedAt: '2024-01-23',
    endOfStandardSupport: '2025-03-23',
    endOfExtendedSupport: '2026-03-23',
  },
  {
    version: '1.28',
    status: 'UNSUPPORTED',
    isDefault: false,
    platformVersion: 'eks.55',
    patchVersion: '1.28.15',
    releasedAt: '2023-09-26',
    endOfStandardSupport: '2024-11-26',
    endOfExtendedSupport: '2025-11-26',
  },
];
