import { describe, expect, it } from 'vitest';
import { isEndTold, tellEnd, watchHere } from '../src/api/seen-ends.ts';

describe('the end of an operation', () => {
  it('needs no notice while a part of the page shows it', () => {
    const first = watchHere('shown');
    const second = watchHere('shown');
    first();
    expect(isEndTold('shown', 1)).toBe(true);
    second();
    expect(isEndTold('shown', 1)).toBe(false);
  });

  it('is told once for each attempt', () => {
    tellEnd('ended', 1);
    expect(isEndTold('ended', 1)).toBe(true);
    expect(isEndTold('ended', 2)).toBe(false);
  });
});
