import { editConfigInOrder, openClusterConfig } from '@podpass/cluster-config';
import { type Blueprint, builtInBlueprints, type BlueprintComponents } from '@podpass/inventory';
import { describe, expect, it } from 'vitest';
import { blueprintEdits, ingressRemedy } from '../../src/config-workbench/ingress-conflict.ts';

const all = builtInBlueprints.find(({ name }) => name === 'default')?.versions[0]?.components as BlueprintComponents;
const without = { ...all, 'ingress-controller-v1': false };
const leaner = { ...without, backup: false };

describe('a blueprint without ingress', () => {
  it('is made from a built-in one, which stays as it is', () => {
    expect(ingressRemedy({ name: 'default', version: undefined }, builtInBlueprints)).toEqual({
      kind: 'create',
      name: 'default-no-ingress',
      basedOn: { name: 'default', version: 'latest' },
      components: without,
    });
  });

  it('takes a version number of another console for what is built in here', () => {
    const remedy = ingressRemedy({ name: 'default', version: '2.9.0' }, builtInBlueprints);
    expect(remedy).toMatchObject({ kind: 'create', basedOn: { name: 'default', version: 'latest' } });
  });

  it('is the one that is there already, if it differs in nothing else', () => {
    const mine = custom('edge', [without]);
    const other = custom('lean', [leaner]);
    expect(ingressRemedy({ name: 'default', version: undefined }, [...builtInBlueprints, other, mine])).toEqual({
      kind: 'use',
      ref: { name: 'edge', version: 'v1' },
    });
  });

  it('does not take a name that means something else', () => {
    const taken = custom('default-no-ingress', [leaner]);
    expect(ingressRemedy({ name: 'default', version: undefined }, [...builtInBlueprints, taken])).toMatchObject({
      kind: 'create',
      name: 'default-no-ingress-2',
    });
  });

  it('is a version of the same custom blueprint, old or new', () => {
    const grown = custom('edge', [all, without]);
    expect(ingressRemedy({ name: 'edge', version: 'v2' }, [grown])).toEqual({
      kind: 'use',
      ref: { name: 'edge', version: 'v1' },
    });
    const only = custom('edge', [{ ...all, backup: false }]);
    expect(ingressRemedy({ name: 'edge', version: 'v1' }, [only])).toEqual({
      kind: 'create-version',
      name: 'edge',
      components: leaner,
    });
  });

  it('is not offered for a blueprint that nobody knows', () => {
    expect(ingressRemedy({ name: 'gone', version: 'v1' }, builtInBlueprints)).toBeUndefined();
  });

  it.each([
    [
      'two-documents' as const,
      'kind: Cluster\nmetadata:\n  name: a # mine\nspec:\n  blueprint: default # all of it\n',
      'kind: Cluster\nmetadata:\n  name: a # mine\nspec:\n  blueprint: edge # all of it\n  blueprintversion: v1\n',
    ],
  ])('is written into %s and leaves the rest', (form, before, after) => {
    const config =
      '---\napiVersion: rafay.io/v1alpha5\nkind: ClusterConfig\nmetadata:\n  name: a\n  region: eu-west-1\n';
    const edited = editConfigInOrder(before + config, blueprintEdits(form, { name: 'edge', version: 'v1' }));
    expect(edited).toMatchObject({ ok: true, text: after + config });
    expect(openClusterConfig(after + config).model?.blueprint).toEqual({ name: 'edge', version: 'v1' });
  });
});

/** Versions newest first, as the API answers them. */
function custom(name: string, components: BlueprintComponents[]): Blueprint {
  const versions = components.map((each, index) => ({
    version: `v${components.length - index}`,
    components: each,
    author: 'ada',
    at: '2026-01-01T00:00:00.000Z',
    note: '',
  }));
  return { name, description: '', builtIn: false, latest: `v${components.length}`, basedOn: null, versions };
}
