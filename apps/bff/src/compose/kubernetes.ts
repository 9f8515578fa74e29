import { type KubernetesPorts, PodpassError } from '@podpass/inventory';

export const noKubernetes: KubernetesPorts = (cluster) => {
  throw new PodpassError('kubernetes-unreachable', { cluster: cluster.ref.key, detail: 'Not built yet.' });
};
