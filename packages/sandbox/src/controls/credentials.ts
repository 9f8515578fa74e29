import { own } from '../state/lookup.ts';
import { BadControlRequest, type Control } from './control.ts';

/**
 * `GET credentials?cluster=NAME[&region=REGION]`: how every running pod, and a pod of each service account if it were
 * created now, gets AWS credentials.
 */
export const getCredentials: Control = ({ world, kubernetes }, { query }) => {
  const name = query.get('cluster');
  if (name === null || name === '') {
    throw new BadControlRequest('The query must name a cluster: credentials?cluster=NAME.');
  }
  const region = query.get('region') ?? world.state.defaultRegion;
  const cluster = own(own(world.state.eks, region)?.clusters, name);
  if (cluster === undefined) {
    throw new BadControlRequest(`There is no cluster ${name} in ${region}.`, 404);
  }
  return kubernetes.podCredentials(cluster.arn);
};
