import { describe, expect, it } from 'vitest';
import { beginHistory, redo, undo, write } from '../../src/config-workbench/text-history.ts';

const typing = (at: number) => ({ name: 'editor', at });

describe('the history of a text', () => {
  it('takes typing without a pause for one step', () => {
    let history = beginHistory('');
    for (const [index, text] of ['a', 'ab', 'abc'].entries()) history = write(history, text, typing(index * 200));
    expect(undo(history).text).toBe('');
  });

  it.each([
    ['a pause', typing(5_000)],
    ['another hand', { name: 'config ["name"]', at: 300 }],
  ])('begins a new step after %s', (_case, hand) => {
    const history = write(write(beginHistory(''), 'a', typing(200)), 'ab', hand);
    expect(undo(history).text).toBe('a');
  });

  it('brings back what was undone, until something else is written', () => {
    const history = write(beginHistory('one'), 'two', typing(0));
    expect(redo(undo(history)).text).toBe('two');
    expect(redo(write(undo(history), 'three', typing(9_000))).text).toBe('three');
  });

  it('stays where there is nothing to undo or redo, or nothing changed', () => {
    const history = beginHistory('one');
    expect(undo(history)).toBe(history);
    expect(redo(history)).toBe(history);
    expect(write(history, 'one', typing(0))).toBe(history);
  });
});
