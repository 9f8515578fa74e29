import { clusterConfigJsonSchema } from '@podpass/cluster-config';
import { describe, expect, it } from 'vitest';
import { refusedFields, treatmentOf } from '../../src/provisioning/supported-fields.ts';
import { leaves, type Schema } from '../support/schema-leaves.ts';

describe('fields of a configuration', () => {
  it('each has a row of its own or above it: nothing is ignored in silence', () => {
    const { definitions } = clusterConfigJsonSchema() as { definitions: Record<string, Schema> };
    const count = (document: 'config' | 'cluster', definition: string) => {
      const found: Record<string, number> = {};
      for (const path of leaves(definitions[definition] ?? {}, [])) {
        if (path[1] === 'config' && definition === 'ClusterV3') continue;
        const treatment = treatmentOf(document, path);
        expect(treatment, path.join('.')).toBeDefined();
        found[treatment ?? ''] = (found[treatment ?? ''] ?? 0) + 1;
      }
      return found;
    };
    // Whoever adds a field to the format decides in the table what provisioning does with it, then counts anew.
    expect({
      config: count('config', 'ClusterConfig'),
      cluster: count('cluster', 'Cluster'),
      v3: count('cluster', 'ClusterV3'),
    }).toMatchInlineSnapshot(`
      {
        "cluster": {
          "done": 2,
          "kept": 9,
          "refused": 23,
        },
        "config": {
          "done": 159,
          "kept": 20,
          "refused": 271,
        },
        "v3": {
          "done": 2,
          "kept": 13,
          "refused": 19,
        },
      }
    `);
  });
});

describe('refused fields', () => {
  it.each([
    [{ outpost: { controlPlaneOutpostARN: 'x' } }, ['outpost']],
    [{ vpc: { ipv6Cidr: 'x', cidr: '10.0.0.0/16' } }, ['vpc.ipv6Cidr']],
    [{ managedNodeGroups: [{ name: 'a', ssh: { allow: true } }] }, ['managedNodeGroups.0.ssh.allow']],
    [{ privateCluster: { enabled: false }, fargateProfiles: [] }, []],
    [{ unheardOf: 1 }, ['unheardOf']],
  ])('%j: %j', (config, names) => {
    expect(refusedFields('config', config)).toEqual(names);
  });
});
