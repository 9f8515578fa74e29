import type { Constraints } from './constraint.ts';

/** Bounds of the inputs of EKS Auth, as AWS publishes them in its service description. */
export const eksAuthConstraints: Constraints = {
  AssumeRoleForPodIdentity: {
    clusterName: { min: 1, max: 100, pattern: /^(?:[0-9A-Za-z][A-Za-z0-9\-_]*)$/u },
    token: { min: 1, pattern: /^(?:[A-Za-z0-9\-_=]+\.[A-Za-z0-9\-_=]+\.[A-Za-z0-9\-_=]+)$/u },
  },
};
