import { type BlueprintComponents, builtInBlueprints } from '@podpass/inventory';
import { describe, expect, it } from 'vitest';
import {
  componentChangeInWords,
  componentChanges,
  componentCount,
} from '../../src/features/blueprints/component-words.ts';

const all = componentsOf('default');
const none = componentsOf('minimal');

describe('components of blueprints in words', () => {
  it.each([
    [all, 'All 8 components'],
    [none, 'No optional component'],
    [{ ...all, 'ingress-controller-v1': false }, '7 of 8 components'],
  ])('counts them', (components, words) => {
    expect(componentCount(components)).toBe(words);
  });

  it('names what another version switches, in the order of the list', () => {
    const after = { ...all, backup: false, 'ingress-controller-v1': false };
    expect(componentChanges(all, after).map(componentChangeInWords)).toEqual([
      'ingress-controller-v1: on → off',
      'backup: on → off',
    ]);
    expect(componentChanges(after, all).map(componentChangeInWords)[0]).toBe('ingress-controller-v1: off → on');
    expect(componentChanges(all, { ...all })).toEqual([]);
  });
});

function componentsOf(name: string): BlueprintComponents {
  const version = builtInBlueprints.find((blueprint) => blueprint.name === name)?.versions[0];
  if (version === undefined) throw new Error(`no blueprint ${name}`);
  return version.components;
}
