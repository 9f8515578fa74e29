import { PodpassError } from '@podpass/inventory';
import { describe, expect, it } from 'vitest';
import { Outage } from '../src/calls/outage.ts';

const unreachable = new PodpassError('kubernetes-unreachable', { cluster: 'prod', detail: 'no route' });

describe('an outage', () => {
  it('refuses calls in the words of the first failure, for as long as it lasts', () => {
    let now = 1_000;
    const outage = new Outage(500, () => now);
    expect(() => outage.check()).not.toThrow();
    outage.begin(unreachable);
    now = 1_499;
    expect(() => outage.check()).toThrow(unreachable.message);
    now = 1_500;
    expect(() => outage.check()).not.toThrow();
  });

  it('ends with the first answer', () => {
    const outage = new Outage(500, () => 0);
    outage.begin(unreachable);
    outage.end();
    expect(() => outage.check()).not.toThrow();
  });
});
