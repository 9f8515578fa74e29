import { TagResourceCommand, UntagResourceCommand } from '@aws-sdk/client-eks';
import type { EksPort } from '@podpass/inventory';
import { callerFor, type EksRegions } from './regions.ts';

export function tagCalls(regions: EksRegions): Pick<EksPort, 'tagResource'> {
  return {
    /** Removes first, so that a resource near the limit of 50 tags has room for the new ones. */
    async tagResource(cluster, resourceArn, change, { signal } = {}) {
      const call = callerFor(regions, cluster);
      const remove = change.remove.filter((key) => !(key in change.set));
      if (remove.length > 0) {
        await call(new UntagResourceCommand({ resourceArn, tagKeys: remove }), () => undefined, { signal });
      }
      if (Object.keys(change.set).length > 0) {
        await call(new TagResourceCommand({ resourceArn, tags: change.set }), () => undefined, { signal });
      }
    },
  };
}
