import { blueprintComponents, type KubernetesManifest } from '@podpass/inventory';
import { describe, expect, it } from 'vitest';
import { componentObjects } from '../../src/provisioning/components/components.ts';

const all = blueprintComponents.flatMap((component) =>
  componentObjects(component, 'team').map((object) => ({ component, object })),
);
const pods = all.flatMap(({ component, object }) => {
  const spec = podSpecOf(object);
  return spec === undefined ? [] : [{ component, name: object.metadata.name, spec }];
});

describe('components of blueprints', () => {
  it('share no object, and every one says whose it is', () => {
    const names = all.map(({ object }) => `${object.kind} ${object.metadata.namespace ?? ''}/${object.metadata.name}`);
    expect(names.filter((name, index) => names.indexOf(name) !== index)).toEqual([]);
    for (const { component, object } of all) {
      expect(object.metadata.labels).toMatchObject({
        'app.kubernetes.io/managed-by': 'podpass',
        'app.kubernetes.io/component': component,
        'podpass.io/blueprint': 'team',
      });
      const clusterWide = object.kind.startsWith('ClusterRole');
      expect(object.metadata.namespace).toBe(clusterWide ? undefined : 'podpass-system');
    }
  });

  it.each(pods)('$component: $name has an image of one version, requests, and an account that exists', ({ spec }) => {
    const accounts = all
      .filter(({ object }) => object.kind === 'ServiceAccount')
      .map(({ object }) => object.metadata.name);
    expect(accounts).toContain(spec.serviceAccountName);
    for (const { image, resources } of spec.containers) {
      expect(image).toMatch(/^[a-z0-9.-]+\.[a-z]+\/[\w./-]+:v?\d+\.\d+(\.\d+)?$/);
      expect(resources).toEqual({
        requests: { cpu: expect.any(String), memory: expect.any(String) },
        limits: { memory: expect.any(String) },
      });
    }
  });

  it('mount only volumes that they have', () => {
    for (const { spec } of pods) {
      const volumes = (spec.volumes ?? []).map(({ name }) => name);
      expect(spec.containers.flatMap(({ volumeMounts = [] }) => volumeMounts.map(({ name }) => name))).toEqual(volumes);
    }
  });

  it('leave port 80 of the node to the agent, but for the ingress controller', () => {
    const onPort80 = pods.filter(({ spec }) =>
      spec.containers.some(({ ports = [] }) => ports.some(({ hostPort }) => hostPort === 80)),
    );
    expect(onPort80.map(({ component }) => component)).toEqual(['ingress-controller-v1']);
  });

  it('take no port of the node twice', () => {
    const taken = pods.flatMap(({ spec }) =>
      spec.containers.flatMap(({ ports = [] }) => ports.flatMap(({ hostPort }) => hostPort ?? [])),
    );
    expect(new Set(taken).size).toBe(taken.length);
  });

  it('may change nothing but the status of Ingresses, and read no Secrets but for their certificates', () => {
    const rights = all.flatMap(({ component, object }) => {
      const rules = (object['rules'] ?? []) as { resources?: string[]; verbs: string[] }[];
      return rules.map((rule) => ({ component, resources: rule.resources ?? [], verbs: rule.verbs }));
    });
    const changing = rights.filter(({ verbs }) => verbs.some((verb) => !['get', 'list', 'watch'].includes(verb)));
    expect(changing.map(({ resources }) => resources)).toEqual([['ingresses/status']]);
    const secrets = rights.filter(({ resources }) => resources.includes('secrets'));
    expect(secrets.map(({ component }) => component)).toEqual(['ingress-controller-v1']);
    expect(rights.flatMap(({ resources }) => resources)).not.toContain('*');
  });
});

interface PodSpec {
  serviceAccountName: string;
  volumes?: { name: string }[];
  containers: {
    image: string;
    resources: object;
    ports?: { hostPort?: number }[];
    volumeMounts?: { name: string }[];
  }[];
}

function podSpecOf({ spec }: KubernetesManifest): PodSpec | undefined {
  const { template, jobTemplate } = (spec ?? {}) as {
    template?: { spec: PodSpec };
    jobTemplate?: { spec: { template: { spec: PodSpec } } };
  };
  return template?.spec ?? jobTemplate?.spec.template.spec;
}
