import { describe, expect, it } from 'vitest';
import {
  applyFix,
  type ConfigFacts,
  openClusterConfig,
  wantedAddonVersions,
  type WantedFacts,
  wantedFacts,
  wantedKubernetes,
} from '../src/index.ts';
import { FEATURE_PAGE } from './example.ts';
import { HEAD, ROLE } from './rules-cases.ts';

const wanted = (text: string): WantedFacts | undefined => wantedFacts(openClusterConfig(text).model);

describe('what is to be looked up', () => {
  it.each<[string, string, WantedFacts | undefined]>([
    ['the feature page', FEATURE_PAGE, { region: 'us-west-2', kubernetesVersion: '1.29', addons: [] }],
    ['no version', HEAD, { region: 'us-west-2', kubernetesVersion: undefined, addons: [] }],
    ['no region', 'kind: ClusterConfig\nmetadata: {name: a}\n', undefined],
    ['an empty region', 'kind: ClusterConfig\nmetadata: {name: a, region: ""}\n', undefined],
    ['no configuration', 'a: b\n', undefined],
    [
      'service accounts of add-ons',
      `${HEAD}addons:
- {name: coredns, version: v1}
- {name: vpc-cni, version: v2, useDefaultPodIdentityAssociations: true}
- {name: adot, podIdentityAssociations: [{namespace: a, serviceAccountName: b, roleARN: ${ROLE}}]}
- {name: other, podIdentityAssociations: [], useDefaultPodIdentityAssociations: false}
- null
`,
      {
        region: 'us-west-2',
        kubernetesVersion: undefined,
        addons: [
          { name: 'vpc-cni', version: 'v2' },
          { name: 'adot', version: undefined },
        ],
      },
    ],
  ])('of %s', (_what, text, expected) => expect(wanted(text)).toEqual(expected));

  it('is of a version that EKS has', () => {
    const versions = [
      { version: '1.34', status: 'standard', default: true },
      { version: '1.33', status: 'standard', default: false },
    ] as const;
    const of = (kubernetesVersion: string | undefined): string | undefined =>
      wantedKubernetes({ region: 'us-west-2', kubernetesVersion, addons: [] }, versions);
    expect([of(undefined), of('1.33'), of('1.3')]).toEqual(['1.34', '1.33', undefined]);
  });

  it('is each version of an add-on once, with the one that it could be instead', () => {
    const items = [
      { name: 'vpc-cni', versions: [{ version: 'v2' }, { version: 'v1', default: true }, { version: 'v0' }] },
      { name: 'empty', versions: [] },
    ];
    const of = (...addons: WantedFacts['addons']) =>
      wantedAddonVersions({ region: 'us-west-2', kubernetesVersion: undefined, addons }, items).map(
        ({ name, version }) => `${name} ${version}`,
      );
    expect(of({ name: 'vpc-cni', version: undefined })).toEqual(['vpc-cni v1']);
    expect(of({ name: 'vpc-cni', version: 'latest' })).toEqual(['vpc-cni v2', 'vpc-cni v1']);
    expect(of({ name: 'vpc-cni', version: 'v0' }, { name: 'vpc-cni', version: '' })).toEqual([
      'vpc-cni v0',
      'vpc-cni v1',
    ]);
    expect(of({ name: 'vpc-cni', version: 'v9' })).toEqual(['vpc-cni v1']);
    expect(of({ name: 'empty', version: 'v1' }, { name: 'unknown', version: 'v1' })).toEqual([]);
  });
});

describe('the example of the feature page, years later', () => {
  const versions = ['1.34', '1.33'].map((version) => ({ version, status: 'standard' as const }));
  const addon = (name: string, version: string) => ({ name, versions: [{ version, default: true }] });
  const facts: ConfigFacts = {
    kubernetesVersions: [...versions, { version: '1.29', status: 'unsupported' }],
    addonCatalogues: [
      { kubernetesVersion: '1.29', items: [] },
      {
        kubernetesVersion: '1.33',
        items: [
          addon('coredns', 'v1.12.4-eksbuild.1'),
          addon('vpc-cni', 'v1.20.4-eksbuild.2'),
          addon('kube-proxy', 'v1.33.3-eksbuild.10'),
          addon('aws-ebs-csi-driver', 'v1.52.1-eksbuild.1'),
          addon('eks-pod-identity-agent', 'v1.3.10-eksbuild.1'),
        ],
      },
    ],
  };

  it('still opens without an error, with one thing to say', () => {
    const { valid, diagnostics } = openClusterConfig(FEATURE_PAGE, facts);
    expect(valid).toBe(true);
    expect(diagnostics.map(({ code, severity }) => `${severity} ${code}`)).toEqual([
      'warning kubernetes-version-unknown',
    ]);
  });

  it('is brought up to date by its fixes alone', () => {
    let text = FEATURE_PAGE;
    const titles: string[] = [];
    for (;;) {
      const { fix } = openClusterConfig(text, facts).diagnostics[0] ?? {};
      if (fix === undefined) break;
      titles.push(fix.title);
      text = applyFix(text, fix);
    }
    expect(titles).toEqual([
      'Change to 1.33',
      'Change to v1.12.4-eksbuild.1',
      'Change to v1.20.4-eksbuild.2',
      'Change to v1.33.3-eksbuild.10',
      'Change to AmazonLinux2023',
    ]);
    expect(openClusterConfig(text, facts).diagnostics).toEqual([]);
    expect(text).not.toContain('1.29');
  });
});
