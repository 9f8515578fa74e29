import type { Container, PodSpec } from '../objects/kinds.ts';

/** Puts into a pod spec what the API server does: clients compare against these values. */
export function defaultPodSpec(spec: PodSpec): void {
  spec.restartPolicy ??= 'Always';
  spec.dnsPolicy ??= 'ClusterFirst';
  spec.schedulerName ??= 'default-scheduler';
  spec.securityContext ??= {};
  spec.terminationGracePeriodSeconds ??= 30;
  // The old name of the field is kept equal to the new one.
  const account = spec.serviceAccountName ?? spec.serviceAccount;
  if (account !== undefined) {
    spec.serviceAccountName = account;
    spec.serviceAccount = account;
  }
  for (const container of [...(spec.containers ?? []), ...(spec.initContainers ?? [])]) defaultContainer(container);
  for (const volume of spec.volumes ?? []) {
    if (volume.projected !== undefined) {
      volume.projected.defaultMode ??= 420;
      for (const { serviceAccountToken } of volume.projected.sources ?? []) {
        if (serviceAccountToken !== undefined) serviceAccountToken.expirationSeconds ??= 3600;
      }
    }
  }
}

function defaultContainer(container: Container): void {
  container.imagePullPolicy ??= /:(?!latest$)[^/]+$|@/.test(container.image ?? '') ? 'IfNotPresent' : 'Always';
  container.resources ??= {};
  container.terminationMessagePath ??= '/dev/termination-log';
  container.terminationMessagePolicy ??= 'File';
  for (const port of container.ports ?? []) port.protocol ??= 'TCP';
}
